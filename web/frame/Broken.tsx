// When a page breaks: a sentence, what it means, and the detail; the frame around it goes on working.
import { type ErrorComponentProps, Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTexts } from '../texts/Say.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'

export function Broken({ error }: ErrorComponentProps) {
  const { t } = useTexts()
  return (
    <main id="page" tabIndex={-1}>
      <ErrorMessage
        error={error}
        lead={t('error.page')}
        means={t('error.page_means')}
        actions={
          <Button look="primary" onClick={() => window.location.reload()}>
            {t('error.reload')}
          </Button>
        }
      />
    </main>
  )
}

export function NoSuchPage() {
  const { t } = useTexts()
  useEffect(() => {
    document.title = t('frame.notFound')
  }, [t])
  return (
    <main id="page" tabIndex={-1}>
      <div className="empty">
        <h1 className="lead">{t('frame.notFound')}</h1>
        <p>{t('frame.notFoundMeans')}</p>
        <p>
          <Link to="/">{t('frame.toStart')}</Link>
        </p>
      </div>
    </main>
  )
}
