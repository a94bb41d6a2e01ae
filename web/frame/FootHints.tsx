// The slot at the foot while nothing is selected: what the keys do here, unless this person has switched them off.
import { useMe } from '../session.ts'
import { KeyHints } from '../ui/KeyHints.tsx'

export function FootHints({ hints }: { hints: readonly (readonly [readonly string[], string])[] }) {
  const { person } = useMe()
  return (
    <div className="foot-slot">
      <KeyHints isOn={person.isKeysOn} hints={hints} />
    </div>
  )
}
