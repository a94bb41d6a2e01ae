// The place from which a screen reader reads what is said to it alone.
import { useSpoken } from './spoken.ts'

export function Spoken() {
  const text = useSpoken()
  return (
    <div className="away spoken" role="status">
      {text}
    </div>
  )
}
