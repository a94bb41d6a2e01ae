// The sections of a long page as links; the one in sight is marked.
import { useEffect, useState } from 'react'
import { count } from '../../ui/Count.tsx'

export type SectionLink = { id: string; label: string; n?: number }

export function SectionNav({ label, sections }: { label: string; sections: readonly SectionLink[] }) {
  const here = useInSight(sections)
  return (
    <nav className="views sections" aria-label={label}>
      {sections.map((section) => (
        <a key={section.id} href={`#${section.id}`} aria-current={section.id === here ? 'true' : undefined}>
          {section.label} {section.n === undefined ? null : <span className="n">{count(section.n)}</span>}
        </a>
      ))}
    </nav>
  )
}

/** The last section whose head has passed the upper third. */
function useInSight(sections: readonly SectionLink[]): string {
  const [here, setHere] = useState(sections[0]?.id ?? '')
  const ids = sections.map((section) => section.id).join(' ')
  useEffect(() => {
    const look = () => {
      const passed = ids
        .split(' ')
        .filter((id) => (document.getElementById(id)?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY) < 140)
      setHere(passed.at(-1) ?? ids.split(' ')[0] ?? '')
    }
    look()
    window.addEventListener('scroll', look, { passive: true })
    return () => window.removeEventListener('scroll', look)
  }, [ids])
  return here
}
