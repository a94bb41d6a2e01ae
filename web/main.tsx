// The console's entry. The nonce of this page goes to what makes style elements; nothing else is configured here.
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './styles/mantine.css'
import './styles/tokens.css'
import './styles/ground.css'
import './styles/frame.css'
import './styles/parts.css'
import './styles/marks.css'
import './styles/document.css'
import './styles/panel.css'
import './styles/states.css'
import './styles/print.css'
import { SaidNo, whenRefused } from './api.ts'
import { startKeys } from './frame/keys.ts'
import { startFocus } from './frame/lost-focus.ts'
import { startOver } from './frame/SessionOver.tsx'
import { startPlaces } from './reports/came-from.ts'
import { router } from './router.tsx'
import { meQuery, overBy } from './session.ts'
import { firstLanguage, startTexts } from './texts/texts.ts'
import { cssVariables, startTheme, styleNonce, theme, useScheme } from './theme.ts'

declare global {
  var __webpack_nonce__: string
}
globalThis.__webpack_nonce__ = styleNonce()

/** A network that comes and goes is tried again; a refusal is an answer. */
function isWorthAnother(failures: number, error: Error): boolean {
  return error instanceof SaidNo && (error.kind === 'unreachable' || error.kind === 'unavailable') && failures < 2
}

const queries = new QueryClient({
  defaultOptions: {
    // Asked and sent whatever the browser thinks of the network: the server may stand in this house, and what is kept back until the network
    // is there again would be sent when nobody looks.
    queries: {
      retry: isWorthAnother,
      staleTime: 10_000,
      refetchOnWindowFocus: true,
      refetchOnReconnect: true,
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})

/** A session that ended, or became somebody else's, while one worked: the frame asks again who is there. */
function watchSession() {
  whenRefused((no) => {
    if (overBy(no) && no.asked !== 'GET /api/me') queries.invalidateQueries({ queryKey: meQuery.queryKey })
  })
}

function Console() {
  const scheme = useScheme()
  return (
    <MantineProvider theme={theme} forceColorScheme={scheme} cssVariablesResolver={cssVariables} getStyleNonce={styleNonce}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  )
}

startTheme()
startKeys()
startFocus()
startOver()
startPlaces(router)
watchSession()
await startTexts(firstLanguage())
const place = document.getElementById('root')
if (place) {
  createRoot(place).render(
    <StrictMode>
      <Console />
    </StrictMode>,
  )
}
