// The card before the console opens: brand, question, languages.
import { type ReactNode, useEffect } from 'react'
import '../styles/gate.css'
import { useTexts } from '../texts/Say.tsx'
import { setLanguage } from '../texts/texts.ts'
import { turnTheme } from '../theme.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Brand } from '../ui/Icon.tsx'
import { choseLanguage } from './chosen-language.ts'

export function GateCard({
  title,
  sub,
  version,
  children,
}: {
  title: string
  sub?: ReactNode
  version?: string
  children: ReactNode
}) {
  const { t, language } = useTexts()
  useEffect(() => {
    document.title = `${title} · ${t('frame.product')}`
  }, [title, t])
  return (
    <div className="gate">
      <main className="gate-card" id="page">
        <p className="gate-brand">
          <Brand /> {t('frame.product')}
        </p>
        <h1>{title}</h1>
        {sub ? <p className="sub">{sub}</p> : null}
        {children}
        <p className="gate-foot sub">
          {language === 'en' ? <span>{t('gate.english')}</span> : <ToLanguage to="en" />}
          {language === 'hi' ? <span>{t('gate.hindi')}</span> : <ToLanguage to="hi" />}
          <LinkButton className="sub" onClick={turnTheme}>
            {t('frame.theme')}
          </LinkButton>
          {version ? <span className="push">{t('gate.version', { version })}</span> : null}
        </p>
      </main>
    </div>
  )
}

function ToLanguage({ to }: { to: 'en' | 'hi' }) {
  const { t } = useTexts()
  const choose = () => {
    choseLanguage(to)
    setLanguage(to)
  }
  return (
    <button type="button" className="linklike sub" lang={to} onClick={choose}>
      {to === 'hi' ? t('gate.hindi') : t('gate.english')}
    </button>
  )
}
