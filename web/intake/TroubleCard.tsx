// What could not be read: where in which file, why, what stands there; read it again, or set it aside with a reason.
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ReasonDialog } from '../reports/dialogs/ReasonDialog.tsx'
import { useMay } from '../session.ts'
import { useTexts } from '../texts/Say.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'
import { State } from '../ui/Small.tsx'
import { Time } from '../ui/Time.tsx'
import { useAct } from '../ui/use-act.ts'
import { Excerpt } from './Excerpt.tsx'
import type { Receipt } from './queries.ts'

type Props = { receipt: Receipt; isInBatch?: boolean; onAgain?: () => void }

/** Where a file breaks off within an entry, the number of that entry stands in the place. */
const numberInPath = (path: string | undefined) => /^reportId=(.+)$/.exec(path ?? '')?.[1]

export function TroubleCard({ receipt, isInBatch, onAgain }: Props) {
  const { t } = useTexts()
  const number = receipt.sourceNumber ?? numberInPath(receipt.place?.path)
  return (
    <article className="frame trouble" aria-label={t('intake.troubleOf', { file: receipt.file, entry: receipt.part })}>
      <div className="q-head">
        <State shape="risk">{t(receipt.state === 'failed' ? 'intake.failedWord' : 'intake.notReadWord')}</State>
        <b className="id cut">{receipt.file}</b>
        <span className="sub">
          {receipt.part > 0 ? `${t('intake.entry', { entry: receipt.place?.entry ?? receipt.part })} · ` : ''}
          {number ? `${t('intake.sourceNumber', { number })} · ` : ''}
          <Time at={receipt.at} />
        </span>
      </div>
      <Sentence receipt={receipt} />
      <Excerpt receipt={receipt} />
      <Actions receipt={receipt} isInBatch={isInBatch} onAgain={onAgain} />
    </article>
  )
}

/** Nothing of the file comes after these. */
const isLast = (reason: string | null) => reason === 'broken-off' || reason === 'bytes-after-end'

function Sentence({ receipt }: { receipt: Receipt }) {
  const { t, has } = useTexts()
  const { place, reason, tries } = receipt
  const [from, to] = place?.lines ?? []
  const why = has(`receiptReason.${reason}`) ?? t('receiptReason.other', { code: reason ?? '' })
  return (
    <div className="q-say">
      <p>
        {place?.line === undefined ? null : <b>{t('intake.line', { line: place.line })} </b>}
        {why}
      </p>
      {from !== undefined && to !== undefined && to > from ? (
        <p className="sub">{t(isLast(reason) ? 'intake.skippedToEnd' : 'intake.skipped', { from, to })}</p>
      ) : null}
      {place?.path && !numberInPath(place.path) ? <p className="sub id id-wrap">{place.path}</p> : null}
      {tries > 0 ? <p className="sub">{t('intake.tries', { count: tries })}</p> : null}
      {receipt.setAside ? (
        <p className="sub">
          {t('intake.wasSetAside', { name: receipt.setAside.by ?? '', reason: receipt.setAside.reason })}{' '}
          <Time at={receipt.setAside.at} as="local" />
        </p>
      ) : null}
    </div>
  )
}

function Actions({ receipt, isInBatch, onAgain }: Props) {
  const { t } = useTexts()
  const [isAsking, setAsking] = useState(false)
  const { batchId, ordinal, part } = receipt
  const which = { batchId, ordinal, part }
  const mayRetry = useMay('receipt:retry')
  const maySetAside = useMay('receipt:set-aside')
  const retry = useAct('POST /api/receipts/{batchId}/{ordinal}/{part}/retry', {
    says: () => t('intake.readsAgain', { file: receipt.file }),
    onDone: onAgain,
  })
  const setAside = useAct('POST /api/receipts/{batchId}/{ordinal}/{part}/set-aside', {
    says: () => t('intake.setAsideDone', { file: receipt.file }),
  })
  const notYours = t('whyNot.not-permitted')
  return (
    <>
      {retry.error ? <ErrorMessage error={retry.error} /> : null}
      <p className="row-of pad">
        <Button onClick={() => retry.mutate(which as never)} isBusy={retry.isPending} whyNot={mayRetry ? undefined : notYours}>
          {t('intake.readAgain')}
        </Button>
        {receipt.setAside ? null : (
          <Button look="quiet" onClick={() => setAsking(true)} whyNot={maySetAside ? undefined : notYours}>
            {t('intake.setAsideMore')}
          </Button>
        )}
        {isInBatch ? null : (
          <Link
            to="/intake/$batch"
            params={{ batch: batchId } as never}
            search={{ state: receipt.state } as never}
            className="push"
          >
            {t('intake.toBatch')}
          </Link>
        )}
      </p>
      <p className="sub again-helps">{t('intake.readAgainHelps')}</p>
      {isAsking ? (
        <ReasonDialog
          title={t('intake.setAsideTitle', { file: receipt.file })}
          says={t('intake.setAsideSay')}
          button={t('intake.setAside')}
          onClose={() => setAsking(false)}
          onSend={(reason) => setAside.mutateAsync({ ...which, reason } as never)}
        />
      ) : null}
    </>
  )
}
