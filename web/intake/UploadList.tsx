// Files on their way: how much has gone, what broke off and can be sent again. What has arrived stands in the list of batches.
import { useEffect } from 'react'
import { SaidNo } from '../api.ts'
import { useTexts } from '../texts/Say.tsx'
import { locale } from '../texts/texts.ts'
import { Button } from '../ui/Button.tsx'
import { bytesIn } from '../ui/bytes.ts'
import { useErrorText } from '../ui/ErrorMessage.tsx'
import { Bar, State } from '../ui/Small.tsx'
import { removeUpload, sendAgain, type Upload, useUploads } from './uploads.ts'

type OnEnd = (files: number, isKept: boolean) => void

export function UploadList({ onEnd }: { onEnd: OnEnd }) {
  const { t } = useTexts()
  const uploads = useUploads()
  const arrived = uploads.find((upload) => upload.state === 'done')
  useEffect(() => {
    if (arrived) removeUpload(arrived.id)
  }, [arrived])
  const waiting = uploads.filter((upload) => upload.state !== 'done')
  if (waiting.length === 0) return null
  return (
    <ul className="uploads" aria-label={t('intake.uploads')}>
      {waiting.map((upload) =>
        upload.state === 'failed' ? (
          <Failed key={upload.id} upload={upload} onAgain={() => sendAgain(upload.id, (isKept) => onEnd(upload.files, isKept))} />
        ) : (
          <Sending key={upload.id} upload={upload} onStop={() => onEnd(upload.files, false)} />
        ),
      )}
    </ul>
  )
}

function useName({ files, name, bytes }: Upload): string {
  const { t } = useTexts()
  return t('intake.uploadName', { count: files, name, size: bytesIn(locale(), bytes) })
}

function Sending({ upload, onStop }: { upload: Upload; onStop: () => void }) {
  const { t } = useTexts()
  const name = useName(upload)
  const share = upload.bytes === 0 ? 1 : upload.sent / upload.bytes
  const percent = Math.floor(share * 100)
  const stop = () => {
    removeUpload(upload.id)
    onStop()
  }
  return (
    <li>
      <State shape="run">{upload.state === 'keeping' ? t('intake.keeping') : t('intake.sending', { percent })}</State>
      <span className="cut">{name}</span>
      <span
        className="upload-bar"
        role="progressbar"
        aria-label={name}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <Bar share={share} />
      </span>
      <Button look="quiet" onClick={stop}>
        {t('ui.cancel')}
      </Button>
    </li>
  )
}

function Failed({ upload, onAgain }: { upload: Upload; onAgain: () => void }) {
  const { t } = useTexts()
  const name = useName(upload)
  const said = useErrorText(upload.error)
  const isUnknown = upload.error instanceof SaidNo && upload.error.kind === 'unanswered'
  return (
    <li className="is-failed">
      <State shape="risk">{t(isUnknown ? 'intake.unanswered' : 'intake.notSent')}</State>
      <span role="alert">
        {name} <span className="sub">{`${said.lead} ${said.means}`}</span>
      </span>
      <span className="row-of push">
        <Button onClick={onAgain}>{t('ui.tryAgain')}</Button>
        <Button look="quiet" icon="close" label={t('ui.dismiss')} onClick={() => removeUpload(upload.id)} />
      </span>
    </li>
  )
}
