// A password or token that is shown once: Esc does not close it, only the button that says that it was noted.
import { useTexts } from '../texts/Say.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogButtons } from '../ui/Dialog.tsx'
import { Copy } from '../ui/ShortId.tsx'

export type Secret = { kind: 'new' | 'reset' | 'token'; name: string; login: string; value: string }

const stay = () => undefined

export function SecretDialog({ secret, onClose }: { secret: Secret; onClose: () => void }) {
  const { t } = useTexts()
  const { kind, name, login, value } = secret
  const what = t(kind === 'token' ? 'people.token' : 'people.password')
  return (
    <Dialog title={t(`people.secret_${kind}`, { name })} isOpen onClose={stay}>
      <p>{t(`people.secret_${kind}Say`, { name, login })}</p>
      <p className="secret">
        <span className="id">{value}</span> <Copy text={value} what={what} />
      </p>
      <p className="sub">{t('people.secretOnce')}</p>
      <DialogButtons>
        <Button look="primary" onClick={onClose} autoFocus>
          {t('people.secretNoted')}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}
