// What the sender says. Codes stand in quotation marks; free texts are sealed, folded to topic and length, and can be revealed.
import { Mark } from '../../shown/Mark.tsx'
import { SealedName } from '../../shown/Sealed.tsx'
import { useTexts } from '../../texts/Say.tsx'
import type { Detail } from '../shapes.ts'
import { FoldSection } from './FoldSection.tsx'
import { RevealPart } from './RevealPart.tsx'

type Claim = Detail['claims'][number]

export function Claimed({ detail }: { detail: Detail }) {
  const { t } = useTexts()
  const { claims, report } = detail
  const hasTexts = claims.some((claim) => claim.said === null)
  return (
    <FoldSection
      id="claimed"
      title={t('reports.claimedHead')}
      sub={t('reports.claimedBy', { sender: report.sender.name, n: report.version })}
      n={claims.length}
      startsOpen
    >
      {claims.length === 0 ? <p className="quiet">{t('reports.claimedNothing')}</p> : null}
      <ul className="said is-claim">
        {claims.map((claim, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: claims have no id and come as a whole
          <ClaimLine key={at} claim={claim} />
        ))}
      </ul>
      {hasTexts ? (
        <RevealPart
          of={detail.report}
          may={detail.may}
          what="texts"
          name={t('reports.theTexts')}
          button={t('reports.revealTexts')}
        />
      ) : null}
    </FoldSection>
  )
}

function ClaimLine({ claim }: { claim: Claim }) {
  const { t, has } = useTexts()
  const { topic, about, said, length } = claim
  const word = has(`topic.${topic}`) ?? topic
  const text = said === null ? '' : (has(`claimCode.${said}`) ?? said)
  return (
    <li>
      <Mark kind="claim" isAlone />
      {said === null ? (
        <SealedName name={t('reports.textOf', { count: length })} />
      ) : (
        <span>{t('reports.quoted', { text })}</span>
      )}
      <span className="sub">
        {about ? t('reports.topicAbout', { topic: word, about: has(`incidentKind.${about}`) ?? about }) : word}
      </span>
    </li>
  )
}
