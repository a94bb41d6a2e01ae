// The routes, made from the table of pages: a page inside the frame is guarded by what the server said one may see.
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, useNavigate } from '@tanstack/react-router'
import { type ComponentType, useEffect } from 'react'
import { Broken, NoSuchPage } from './frame/Broken.tsx'
import { Frame } from './frame/Frame.tsx'
import { Guard } from './frame/Guard.tsx'
import { usePlaces } from './frame/places.ts'
import { pages } from './pages.tsx'
import { Skeleton } from './ui/Skeleton.tsx'
import { parseSearch, writeSearch } from './ui/use-url-state.ts'

const root = createRootRoute({ component: Outlet, notFoundComponent: NoSuchPage })
const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: Frame })

function lazyPage(load: () => Promise<ComponentType>, needs: string | undefined) {
  const Page = lazyRouteComponent(async () => ({ Page: await load() }), 'Page')
  const Guarded = () => (
    <Guard needs={needs}>
      <Page />
    </Guard>
  )
  return Object.assign(Guarded, { preload: Page.preload })
}

/** `/` is the first place that one may go to: the Inbox for an officer, the log for an auditor. */
function Home() {
  const first = usePlaces()[0]
  const navigate = useNavigate()
  useEffect(() => {
    if (first) navigate({ to: first.path, replace: true })
  }, [first, navigate])
  return first ? null : <NoSuchPage />
}

const outside = pages
  .filter((page) => page.isOutside)
  .map(({ path, load }) => createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(async () => ({ Page: await load() }), 'Page') }))
const inside = pages
  .filter((page) => !page.isOutside)
  .map(({ path, load, needs }) => createRoute({ getParentRoute: () => frame, path, component: lazyPage(load, needs) }))
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
