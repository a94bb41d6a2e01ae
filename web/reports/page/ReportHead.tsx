// The head of a report: number, priority, where it stands, what may be done; below it the facts that one asks for on the telephone.
import { Link } from '@tanstack/react-router'
import type { Action } from '../../frame/keys.ts'
import { letterOf } from '../../frame/keys.ts'
import type { Neighbours } from '../../inbox/last.ts'
import { Left, standingOf } from '../../shown/Deadline.tsx'
import { Priority } from '../../shown/Priority.tsx'
import { ReportState } from '../../shown/StateWord.tsx'
import { nameIn, useTexts } from '../../texts/Say.tsx'
import { Button } from '../../ui/Button.tsx'
import { useNow } from '../../ui/clock.ts'
import { Menu } from '../../ui/Menu.tsx'
import { Copy } from '../../ui/ShortId.tsx'
import { Tag } from '../../ui/Small.tsx'
import { Time } from '../../ui/Time.tsx'
import { clockOf } from '../clock-of.ts'
import { type Detail, shownPoints } from '../shapes.ts'
import type { Back } from '../use-back.ts'

export function ReportHead({
  detail,
  actions,
  neighbours,
  back,
}: {
  detail: Detail
  actions: readonly Action[]
  neighbours?: Neighbours
  back: Back
}) {
  const { t } = useTexts()
  const { report, cases } = detail
  return (
    <header className="doc-head">
      <p className="crumb sub">
        <Link {...back.way} onClick={back.leave}>
          {back.label}
        </Link>
        {neighbours ? <> / {t('inbox.place', { at: neighbours.at, of: neighbours.of })}</> : null}
      </p>
      <div className="doc-title">
        <h1 className="id">{report.number}</h1>
        {report.band ? <Priority band={report.band} score={shownPoints(report)} /> : null}
        <ReportState state={report.state} />
        <HeadClock report={report} />
        <CameBack detail={detail} />
        {report.version > 1 ? <Tag icon="version">{t('reports.version', { n: report.version })}</Tag> : null}
        {report.isFollowUp ? <Tag icon="followup">{t('inbox.followUp')}</Tag> : null}
        {report.isRetracted ? <Tag icon="undo">{t('reports.retracted')}</Tag> : null}
        {cases.map((one) => (
          <Tag icon="folder" key={one.caseId}>
            {t('reports.caseTag')}{' '}
            <Link className="id" to={`/cases/${one.caseId}`}>
              {one.number}
            </Link>
          </Tag>
        ))}
        <Buttons actions={actions} />
      </div>
      <LineFacts detail={detail} />
    </header>
  )
}

/** Who gave it back, until it goes on again. */
function CameBack({ detail: { report, referrals } }: { detail: Detail }) {
  const { t, language } = useTexts()
  const last = referrals.at(-1)
  const isOpen = report.state === 'triaged' || report.state === 'received'
  if (!isOpen || last?.state !== 'returned') return null
  return <Tag icon="undo">{t('reports.returnedBy', { unit: nameIn(language, last.to.name) })}</Tag>
}

/** The clock that runs on it, where it is at risk or broken. */
function HeadClock({ report }: Pick<Detail, 'report'>) {
  const now = useNow()
  const clock = clockOf(report)
  const standing = clock && standingOf(clock, now).standing
  return clock && (standing === 'risk' || standing === 'broken') ? <Left clock={{ ...clock, label: '' }} /> : null
}

/** One primary button: what this person most likely does next with it. */
function Buttons({ actions }: { actions: readonly Action[] }) {
  const { t } = useTexts()
  const find = (id: string) => actions.filter((action) => action.id === id)
  const isOffered = find('acknowledge').some((action) => !action.whyNot)
  const shown = isOffered ? [...find('acknowledge'), ...find('return')] : [...find('offer'), ...find('link'), ...find('register')]
  const primary = shown.find((action) => !action.whyNot)
  const rest = actions.filter((action) => !shown.includes(action))
  const button = <Button look="quiet" icon="dots" label={t('ui.moreActions')} />
  return (
    <div className="actions">
      {shown.map((action) => (
        <Button
          key={action.id}
          look={action === primary ? 'primary' : 'plain'}
          whyNot={action.whyNot}
          onClick={action.run}
          keyed={action.keyed ? letterOf(action.keyed) : undefined}
        >
          {action.label}
        </Button>
      ))}
      <Menu
        label={t('ui.moreActions')}
        end
        button={button}
        entries={rest.map((action) => ({
          id: action.id,
          label: action.label,
          whyNot: action.whyNot,
          onPick: action.run,
          keyed: action.keyed ? letterOf(action.keyed) : undefined,
        }))}
      />
    </div>
  )
}

function LineFacts({ detail }: { detail: Detail }) {
  const { t, language } = useTexts()
  const { report } = detail
  const names = report.seenBy.map((one) => nameIn(language, one.name)).join(', ')
  return (
    <dl className="line-facts">
      <Fact name={t('reports.sender')}>{report.sender.name}</Fact>
      {report.sourceNumber ? (
        <Fact name={t('reports.itsNumber')}>
          <span className="id">{report.sourceNumber}</span> <Copy text={report.sourceNumber} />
        </Fact>
      ) : null}
      <Fact name={t('reports.receivedAt')}>
        <Time at={report.receivedAt} as="exact" seconds />
      </Fact>
      {report.incidentAt ? (
        <Fact name={t('reports.incidentAt')}>
          <Time at={report.incidentAt} as="local" />
        </Fact>
      ) : null}
      <Fact name={t('reports.heldBy')}>{nameIn(language, report.holder.name)}</Fact>
      <Fact name={t('reports.with')}>{report.assignee?.name ?? t('reports.nobody')}</Fact>
      {names ? <Fact name={t('reports.sightOf')}>{names}</Fact> : null}
      {report.parkedReason ? <Fact name={t('reports.parked')}>{report.parkedReason}</Fact> : null}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
