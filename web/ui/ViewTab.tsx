// One of several views of a page, as a link: which one is shown is decided by the page, not by the address alone.
import { useRouter } from '@tanstack/react-router'
import type { MouseEvent, ReactNode } from 'react'
import type { UrlState } from './use-url-state.ts'

export function ViewTab({
  to,
  search,
  isHere,
  children,
}: {
  to: string
  search?: UrlState
  isHere: boolean
  children: ReactNode
}) {
  const router = useRouter()
  const target = { to, search: (search ?? {}) as never }
  const { href } = router.buildLocation(target)
  const go = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    router.navigate(target)
  }
  return (
    <a href={href} onClick={go} aria-current={isHere ? 'true' : undefined}>
      {children}
    </a>
  )
}
