// The routes, made from the table of pages: a page inside the frame is guarded by what the server said one may see.
import { createRootRoute, createRoute, createRouter, Outlet, useNavigate } from '@tanstack/react-router'
import { lazy, useEffect } from 'react'
import { Broken, NoSuchPage } from './frame/Broken.tsx'
import { Frame } from './frame/Frame.tsx'
import { Guard } from './frame/Guard.tsx'
import { usePlaces } from './frame/places.ts'
import { type PageEntry, pages } from './pages.tsx'
import { useMe } from './session.ts'
import { Skeleton } from './ui/Skeleton.tsx'
import { parseSearch, writeSearch } from './ui/use-url-state.ts'

const root = createRootRoute({ component: Outlet, notFoundComponent: NoSuchPage })
const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: Frame })

function lazyPage({ load, needs, isOutside }: PageEntry) {
  const Page = lazy(async () => ({ default: await load() }))
  const draw = () => (isOutside ? <Page /> : <Guard needs={needs}>{<Page />}</Guard>)
  return Object.assign(draw, { preload: async () => void (await load()) })
}

/** `/` is the first place that one may go to: the Inbox for an officer. Who only looks on begins with the log. */
function Home() {
  const { may } = useMe()
  const places = usePlaces()
  const log = may['audit:see'] && !may['report:take'] ? places.find(({ name }) => name === 'audit') : undefined
  const first = log ?? places[0]
  const navigate = useNavigate()
  useEffect(() => {
    if (first) navigate({ to: first.path, replace: true })
  }, [first, navigate])
  return first ? null : <NoSuchPage />
}

const outside = pages
  .filter((page) => page.isOutside)
  .map((page) => createRoute({ getParentRoute: () => root, path: page.path, component: lazyPage(page) }))
const inside = pages
  .filter((page) => !page.isOutside)
  .map((page) => createRoute({ getParentRoute: () => frame, path: page.path, component: lazyPage(page) }))
const home = createRoute({ getParentRoute: () => frame, path: '/', component: Home })
const lost = createRoute({ getParentRoute: () => frame, path: '$', component: NoSuchPage })

export const router = createRouter({
  routeTree: root.addChildren([...outside, frame.addChildren([home, ...inside, lost])]),
  parseSearch,
  stringifySearch: writeSearch,
  defaultPreload: 'intent',
  defaultPendingMs: 300,
  defaultPendingComponent: () => <Skeleton />,
  defaultErrorComponent: Broken,
  scrollRestoration: true,
})
