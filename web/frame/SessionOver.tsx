// Lies over a page whose session is no longer that of whom it shows. The page stays as it is, unseen, so that what was typed is not lost;
// whoever else comes in gets a page loaded anew: nothing that the one before saw or typed is left in it.
import { Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { ask } from '../api.ts'
import { forgetPlaces } from '../reports/came-from.ts'
import { type Me, type Over, overBy } from '../session.ts'
import { SignInForm } from '../sign-in/SignInForm.tsx'
import '../styles/gate.css'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { Button } from '../ui/Button.tsx'
import { DialogButtons } from '../ui/Dialog.tsx'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'
import { useKeys } from './keys.ts'

export function SessionOver({ over, me }: { over: Over; me: Me }) {
  if (over === 'other-unit') return <OtherUnit me={me} />
  if (over === 'other-person') return <OtherPerson name={me.person.name} />
  return <Ended me={me} />
}

/** At the first place of whoever is signed in now: the address may hold what the one before looked for. */
function loadAnew(path: string) {
  // An upload on its way would ask whether to leave; there is no staying.
  window.onbeforeunload = null
  forgetPlaces()
  window.location.replace(path)
}

function OtherPerson({ name }: { name: string }) {
  const { t } = useTexts()
  return (
    <OverAll title={t('error.other-person')}>
      <p>{t('frame.otherPersonMeans', { name })}</p>
      <DialogButtons>
        <Button look="primary" autoFocus onClick={() => loadAnew('/')}>
          {t('error.reload')}
        </Button>
      </DialogButtons>
    </OverAll>
  )
}

function OtherUnit({ me }: { me: Me }) {
  const { t, language } = useTexts()
  const queries = useQueryClient()
  const unit = nameIn(language, me.unit.name)
  const goOn = useMutation({
    mutationFn: () => ask('POST /api/me/unit', { unitNo: me.unit.no }),
    onSuccess: () => queries.invalidateQueries(),
  })
  return (
    <OverAll title={t('error.other-unit')}>
      <p>{t('frame.otherUnitMeans', { unit })}</p>
      {goOn.error ? <ErrorMessage error={goOn.error} /> : null}
      <DialogButtons>
        <Button look="primary" autoFocus isBusy={goOn.isPending} onClick={() => goOn.mutate()}>
          {t('frame.goOnFor', { unit })}
        </Button>
        <Button onClick={() => window.location.reload()}>{t('error.reload')}</Button>
      </DialogButtons>
    </OverAll>
  )
}

/** The same person goes on where they were, at the unit where they were; anybody else begins anew. */
function Ended({ me }: { me: Me }) {
  const { t } = useTexts()
  const queries = useQueryClient()
  const goOn = async () => {
    const no = overBy(await ask('GET /api/me').catch((error: unknown) => error))
    if (no === 'other-person') return loadAnew('/')
    // A session begins at the first unit of a person; where it is not theirs any more, there is nothing to go on with.
    if (no === 'other-unit') await ask('POST /api/me/unit', { unitNo: me.unit.no }).catch(() => loadAnew('/'))
    await queries.invalidateQueries()
  }
  return (
    <OverAll title={t('frame.ended')}>
      <p>{t('frame.endedMeans', { name: me.person.name })}</p>
      <SignInForm login={me.person.login} onSignedIn={goOn} />
    </OverAll>
  )
}

/** Escape would reach a dialog behind, and close it with all that was typed there: heard before any of them hears it. */
export function startOver() {
  const stop = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && document.documentElement.hasAttribute('data-over')) event.stopImmediatePropagation()
  }
  window.addEventListener('keydown', stop, { capture: true })
}

function useHiddenPage() {
  const { t } = useTexts()
  const product = t('frame.product')
  // Asked before the dialog takes the focus: whoever goes on goes on typing.
  const [came] = useState(() => document.activeElement)
  useEffect(() => {
    const title = document.title
    document.title = product
    document.documentElement.setAttribute('data-over', '')
    return () => {
      document.title = title
      document.documentElement.removeAttribute('data-over')
      if (came instanceof HTMLElement && came.isConnected) came.focus({ preventScroll: true })
    }
  }, [product, came])
}

function OverAll({ title, children }: { title: string; children: ReactNode }) {
  useHiddenPage()
  // The palette opens even over a dialog.
  useKeys({ palette: () => undefined }, 9)
  return (
    <Modal.Root
      className="over"
      opened
      onClose={() => undefined}
      closeOnEscape={false}
      closeOnClickOutside={false}
      transitionProps={{ duration: 0 }}
      size="34rem"
    >
      <Modal.Overlay className="scrim" transitionProps={{ duration: 0 }} />
      <Modal.Content classNames={{ content: 'dialog' }} transitionProps={{ duration: 0 }}>
        <Modal.Title className="lead" component="h2">
          {title}
        </Modal.Title>
        <Modal.Body p={0}>
          <div className="dialog-body">{children}</div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
