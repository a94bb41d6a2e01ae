// The place from which a screen reader reads what is said to it alone.
import { useSpoken } from './spoken.ts'

export function Spoken() {
  const { text, id } = useSpoken()
  return (
    <div className="away spoken" role="status">
      <span key={id}>{text}</span>
    </div>
  )
}
