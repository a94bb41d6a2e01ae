// Sign-in before the console opens.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { showFor } from '../api.ts'
import { useTexts } from '../texts/Say.tsx'
import { useUrlState } from '../ui/use-url-state.ts'
import { keepChosenLanguage } from './chosen-language.ts'
import { GateCard } from './GateCard.tsx'
import { startedPlace } from './place-after.ts'
import { SignInForm } from './SignInForm.tsx'
import { siteQuery } from './site.ts'

export function SignInPage() {
  const { t } = useTexts()
  const [{ next }] = useUrlState()
  const site = useQuery(siteQuery).data
  const navigate = useNavigate()
  const queries = useQueryClient()
  useEffect(() => {
    if (site?.isOpen) navigate({ to: '/first-run', replace: true })
  }, [site, navigate])
  const goIn = async () => {
    showFor(undefined)
    await keepChosenLanguage()
    queries.clear()
    await navigate({ href: startedPlace(next), replace: true })
  }
  return (
    <GateCard title={t('gate.signIn')} sub={site?.isDemo ? t('gate.purposeDemo') : t('gate.purpose')} version={site?.version}>
      <SignInForm onSignedIn={goIn} />
      <p className="sub">{t('gate.recorded')}</p>
    </GateCard>
  )
}
