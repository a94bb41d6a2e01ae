// One batch: how far it is, and the one state of every file and record, with the reason and the way to the report.
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { SaidNo } from '../api.ts'
import { Page } from '../frame/Page.tsx'
import { SplitPage } from '../frame/SplitPage.tsx'
import '../styles/intake.css'
import { handedInBy } from '../shown/actor-name.ts'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { locale } from '../texts/texts.ts'
import { Count } from '../ui/Count.tsx'
import { useZone } from '../ui/clock.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Bar, State } from '../ui/Small.tsx'
import { spanText, Time } from '../ui/Time.tsx'
import { dateAndClock, spanBetween } from '../ui/times.ts'
import { useUrlState } from '../ui/use-url-state.ts'
import { ViewTab } from '../ui/ViewTab.tsx'
import { useBatchWord } from './BatchState.tsx'
import { type Batch, batchQuery, isRunning } from './queries.ts'
import { ReceiptPanel } from './ReceiptPanel.tsx'
import { Receipts } from './Receipts.tsx'
import { batchShape, outcomes, shareRead } from './words.ts'

export function BatchPage() {
  const { t } = useTexts()
  const { batch: batchId } = useParams({ strict: false }) as { batch: string }
  const asked = useQuery(batchQuery(batchId))
  if (asked.data) return <Inside batch={asked.data} />
  const isHidden = asked.error instanceof SaidNo && (asked.error.kind === 'missing' || asked.error.kind === 'invalid')
  return (
    <Page title={t('intake.batch')}>
      {isHidden ? (
        <EmptyState lead={t('intake.noBatch')} next={<Link to="/intake">{t('intake.allBatches')}</Link>}>
          {t('error.missing_means')}
        </EmptyState>
      ) : asked.error ? (
        <ErrorMessage error={asked.error} onAgain={() => asked.refetch()} />
      ) : (
        <Skeleton />
      )}
    </Page>
  )
}

function Inside({ batch }: { batch: Batch }) {
  const { t } = useTexts()
  const zone = useZone()
  const [state, change] = useUrlState()
  const title = t('intake.batchOf', { at: dateAndClock(new Date(batch.madeAt), locale(), { zone }) })
  const close = () => change({ open: undefined })
  const panel = state.open ? <ReceiptPanel batchId={batch.batchId} state={state} onClose={close} /> : undefined
  return (
    <SplitPage
      title={
        <>
          <Link to="/intake" className="crumb">
            {t('frame.rail_intake')}
          </Link>{' '}
          {title}
        </>
      }
      windowTitle={title}
      panel={panel}
    >
      <Facts batch={batch} />
      <OutcomeTabs batch={batch} state={state.state} />
      <Receipts batch={batch} state={state} onOpen={(open) => change({ open })} onClose={close} />
    </SplitPage>
  )
}

/** How long it was read: in seconds while it is less than a minute. */
function useTook() {
  const { t } = useTexts()
  return ({ startedAt, finishedAt }: Batch): string | undefined => {
    if (!startedAt || !finishedAt) return undefined
    const [from, to] = [new Date(startedAt), new Date(finishedAt)]
    const seconds = Math.max(1, Math.round((to.getTime() - from.getTime()) / 1000))
    return seconds < 60 ? t('intake.seconds', { count: seconds }) : spanText(spanBetween(from, to))
  }
}

function Facts({ batch }: { batch: Batch }) {
  const { t, has, language } = useTexts()
  const word = useBatchWord(batch)
  const took = useTook()(batch)
  return (
    <div className="batch-facts">
      <p className="batch-line" role="status">
        <State shape={batchShape(batch)}>{word}</State>
        <span className="sub nowrap">
          {t('intake.filesRead', { count: batch.files, part: batch.filesRead })}, {t('intake.eachInZip')} ·{' '}
          {t('intake.records', { count: batch.records })}
        </span>
        <span className="batch-bar">{isRunning(batch) ? <Bar share={shareRead(batch)} /> : null}</span>
      </p>
      {batch.reason ? <p className="warn">{has(`receiptReason.${batch.reason}`) ?? batch.reason}</p> : null}
      <dl className="line-facts">
        <div>
          <dt>{t('intake.sourceHead')}</dt>
          <dd>{batch.source.name}</dd>
        </div>
        <div>
          <dt>{t('intake.desk')}</dt>
          <dd>{nameIn(language, batch.desk.name)}</dd>
        </div>
        <div>
          <dt>{t('intake.handedInBy')}</dt>
          <dd>{handedInBy(batch.by, batch.door)}</dd>
        </div>
        {batch.finishedAt ? (
          <div>
            <dt>{t('intake.finished')}</dt>
            <dd>
              <Time at={batch.finishedAt} as="local" />{' '}
              {took ? <span className="sub">{t('intake.took', { span: took })}</span> : null}
            </dd>
          </div>
        ) : null}
      </dl>
    </div>
  )
}

/** The counts are the filters: every number leads to its receipts. */
function OutcomeTabs({ batch, state }: { batch: Batch; state: string | undefined }) {
  const { t } = useTexts()
  const to = `/intake/${batch.batchId}`
  return (
    <nav className="views outcomes-tabs" aria-label={t('intake.byState')}>
      <ViewTab to={to} isHere={!state}>
        {t('intake.all')}
      </ViewTab>
      {outcomes.map((one) => (
        <ViewTab key={one.state} to={to} search={{ state: one.state }} isHere={state === one.state}>
          {capital(t(`receiptState.${one.state}`))}
          <span className="n">
            <Count of={batch[one.count]} />
          </span>
        </ViewTab>
      ))}
    </nav>
  )
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
