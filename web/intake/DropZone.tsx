// Where files are handed in: dropped anywhere on the page, or chosen by button, so that the keyboard does the same as the mouse.
import { useQuery } from '@tanstack/react-query'
import { type ChangeEvent, useEffect, useRef, useState } from 'react'
import { useMe } from '../session.ts'
import { Say, useTexts } from '../texts/Say.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { SelectField } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import { droppedFiles } from './dropped.ts'
import { sourcesQuery } from './queries.ts'

type Props = { source: string; onSource: (source: string) => void; onFiles: (files: readonly File[]) => void }

export function DropZone({ source, onSource, onFiles }: Props) {
  const { t } = useTexts()
  const isOver = usePageDrop(onFiles)
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const [isOpen, setOpen] = useState(false)
  const take = (event: ChangeEvent<HTMLInputElement>) => {
    onFiles([...(event.target.files ?? [])])
    // The same file may be chosen twice in a row.
    event.target.value = ''
  }
  return (
    <div className={isOver ? 'drop is-over' : 'drop'}>
      <Icon name="intake" />
      <div className="drop-says">
        <p className="lead">{isOver ? t('intake.dropNow') : t('intake.drop')}</p>
        <p className="sub">{t('intake.dropSay')}</p>
        {isOpen ? <SourceChoice source={source} onSource={onSource} /> : null}
        {isOpen ? null : (
          <p className="sub">
            <Say
              k={source ? 'intake.sourceIs' : 'intake.sourceDefault'}
              values={{ source }}
              parts={{ a: <ChangeSource onOpen={() => setOpen(true)} /> }}
            />
          </p>
        )}
      </div>
      <div className="row-of drop-buttons">
        <Button look="primary" onClick={() => files.current?.click()}>
          {t('intake.chooseFiles')}
        </Button>
        <Button onClick={() => folder.current?.click()}>{t('intake.chooseFolder')}</Button>
      </div>
      <input ref={files} type="file" multiple hidden onChange={take} data-testid="files" aria-label={t('intake.chooseFiles')} />
      <input ref={folder} type="file" hidden onChange={take} aria-label={t('intake.chooseFolder')} {...{ webkitdirectory: '' }} />
    </div>
  )
}

function ChangeSource({ onOpen, children }: { onOpen: () => void; children?: string }) {
  return <LinkButton onClick={onOpen}>{children}</LinkButton>
}

function SourceChoice({ source, onSource }: Pick<Props, 'source' | 'onSource'>) {
  const { t } = useTexts()
  const { unit } = useMe()
  const sources = useQuery(sourcesQuery).data ?? []
  // Of one that waits for its desk nothing is accepted yet.
  const own = sources.filter(({ pack, isPlaced }) => pack === unit.pack && isPlaced)
  const options = own.map(({ sourceId, name }) => ({ value: sourceId, label: name }))
  return (
    <SelectField
      label={t('intake.source')}
      options={options}
      empty={t('intake.sourceHouse')}
      value={source}
      onChange={(event) => onSource(event.target.value)}
    />
  )
}

const hasFiles = (event: DragEvent) => [...(event.dataTransfer?.types ?? [])].includes('Files')

/** The whole page takes a drop: beside the zone, the browser would leave the console for the file. */
function usePageDrop(onFiles: (files: readonly File[]) => void): boolean {
  const [isOver, setOver] = useState(false)
  const latest = useRef(onFiles)
  latest.current = onFiles
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent) => (event.relatedTarget === null ? setOver(false) : undefined)
    const drop = async (event: DragEvent) => {
      if (!event.dataTransfer || !hasFiles(event)) return
      event.preventDefault()
      setOver(false)
      latest.current(await droppedFiles(event.dataTransfer))
    }
    window.addEventListener('dragover', over)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  }, [])
  return isOver
}
