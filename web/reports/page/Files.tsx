// Files by hash and category code; nothing is shown, ever. Names and details are sealed and can be revealed.
import { Mark } from '../../shown/Mark.tsx'
import { useTexts } from '../../texts/Say.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { ShortId } from '../../ui/ShortId.tsx'
import type { Detail, ReportFile } from '../shapes.ts'
import { FoldSection } from './FoldSection.tsx'
import { RevealPart } from './RevealPart.tsx'

export function Files({ detail }: { detail: Detail }) {
  const { t, has } = useTexts()
  const { files } = detail
  const isSealed = files.some((file) => file.sealedFields.length > 0)
  return (
    <FoldSection id="files" title={t('reports.sFiles')} sub={t('reports.filesSub')} n={files.length}>
      <DataTable
        label={t('reports.sFiles')}
        rows={files}
        rowKey={(file) => String(file.ordinal)}
        empty={<p className="quiet">{t('reports.noFiles')}</p>}
        columns={[
          { key: 'file', head: t('reports.file'), label: t('reports.file'), isHead: true, cell: (file) => file.ordinal },
          { key: 'hash', head: t('reports.hash'), label: t('reports.hash'), cell: (file) => <Hashes file={file} /> },
          {
            key: 'category',
            head: t('reports.category'),
            label: t('reports.category'),
            cell: (file) =>
              file.category ? (
                t('reports.categoryOf', { category: file.category })
              ) : (
                <span className="quiet">{t('reports.notStated')}</span>
              ),
          },
          {
            key: 'notes',
            head: t('reports.annotations'),
            label: t('reports.annotations'),
            cell: (file) => <Quoted words={file.annotations.map((code) => has(`annotation.${code}`) ?? code)} />,
          },
          { key: 'says', head: t('reports.senderSays'), label: t('reports.senderSays'), cell: (file) => <Said file={file} /> },
        ]}
      />
      {isSealed ? (
        <RevealPart
          of={detail.report}
          may={detail.may}
          what="files"
          name={t('reports.theFileDetails')}
          button={t('reports.revealFiles')}
        />
      ) : null}
    </FoldSection>
  )
}

function Hashes({ file }: { file: ReportFile }) {
  const { t, has } = useTexts()
  const main =
    file.hashes.find((hash) => hash.kind === 'sha256') ?? file.hashes.find((hash) => hash.kind === 'sha1') ?? file.hashes[0]
  if (!main) return <span className="quiet">{t('reports.notStated')}</span>
  const others = file.hashes.filter((hash) => hash !== main)
  return (
    <span className="nowrap">
      <ShortId
        text={main.value}
        copy
        what={t('reports.hashOf', { kind: has(`identifierKind.${main.kind}`) ?? main.kind, n: file.ordinal })}
      />{' '}
      <span className="sub">{[main, ...others].map((hash) => has(`identifierKind.${hash.kind}`) ?? hash.kind).join(', ')}</span>
    </span>
  )
}

function Quoted({ words }: { words: readonly string[] }) {
  const { t } = useTexts()
  if (words.length === 0) return <span className="quiet">{t('reports.notStated')}</span>
  return (
    <>
      <Mark kind="claim" isAlone /> {t('reports.quoted', { text: words.join(', ') })}
    </>
  )
}

function Said({ file }: { file: ReportFile }) {
  const { t } = useTexts()
  if (file.isViewed === null) return <span className="quiet">{t('reports.notStated')}</span>
  return (
    <>
      <Mark kind="claim" isAlone /> {file.isViewed ? t('reports.viewed') : t('reports.notViewed')}
    </>
  )
}
