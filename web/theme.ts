// Light or dark: the reader's system, or the choice in the top line. Mantine takes its values from our tokens.
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'
import { useSyncExternalStore } from 'react'

type Scheme = 'light' | 'dark'
const kept = 'tipbridge.theme'
const system = window.matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()

function chosen(): Scheme | undefined {
  const value = window.localStorage.getItem(kept)
  return value === 'light' || value === 'dark' ? value : undefined
}

function scheme(): Scheme {
  return chosen() ?? (system.matches ? 'dark' : 'light')
}

export function startTheme() {
  const choice = chosen()
  if (choice) document.documentElement.dataset.theme = choice
}

export function turnTheme() {
  const next = scheme() === 'dark' ? 'light' : 'dark'
  window.localStorage.setItem(kept, next)
  document.documentElement.dataset.theme = next
  for (const tell of listeners) tell()
}

export function useScheme(): Scheme {
  return useSyncExternalStore((tell) => {
    listeners.add(tell)
    system.addEventListener('change', tell)
    return () => {
      listeners.delete(tell)
      system.removeEventListener('change', tell)
    }
  }, scheme)
}

const accent: MantineColorsTuple = [
  '#e2f0f3',
  '#c5e0e6',
  '#93d8e6',
  '#66c3d6',
  '#3da3b8',
  '#22879c',
  '#157589',
  '#0e6b7f',
  '#0a6073',
  '#084b5a',
]

export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  primaryColor: 'accent',
  colors: { accent },
  primaryShade: 8,
  autoContrast: true,
  luminanceThreshold: 0.18,
  respectReducedMotion: true,
  fontSizes: { xs: 'var(--text-xs)', sm: 'var(--text-sm)', md: 'var(--text-md)', lg: 'var(--text-lg)', xl: 'var(--text-xl)' },
  spacing: { xs: 'var(--s-2)', sm: 'var(--s-3)', md: 'var(--s-4)', lg: 'var(--s-5)', xl: 'var(--s-6)' },
  radius: { sm: 'var(--r-1)', md: 'var(--r-2)', lg: 'var(--r-3)' },
  defaultRadius: 'md',
})

const tokens = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-3)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-default-border': 'var(--control-line)',
  '--mantine-primary-color-filled': 'var(--accent)',
}

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: tokens, dark: tokens })

/** The nonce that the server wrote into this page; also for the scroll lock, which asks a global for it. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
}
