// The whole console on one page: path → page (its own chunk) → permission that it needs → place in the rail.
// A new page is one line here, one folder with its page, and its texts in both languages.
import type { ComponentType } from 'react'
import type { TextKey } from './texts/texts.ts'
import type { IconName } from './ui/Icon.tsx'

export type PageEntry = { path: string; load: () => Promise<ComponentType>; needs?: string; rail?: string; isOutside?: boolean }
export type RailItem = { name: string; path: string; label: TextKey; icon: IconName; needs?: string; isLast?: boolean }

export const pages: readonly PageEntry[] = [
  { path: '/sign-in', load: () => import('./sign-in/SignInPage.tsx').then((page) => page.SignInPage), isOutside: true },
  { path: '/first-run', load: () => import('./sign-in/FirstRunPage.tsx').then((page) => page.FirstRunPage), isOutside: true },
  { path: '/me', load: () => import('./me/MePage.tsx').then((page) => page.MePage) },
  {
    path: '/inbox',
    load: () => import('./inbox/InboxPage.tsx').then((page) => page.InboxPage),
    needs: 'report:see',
    rail: 'inbox',
  },
  {
    path: '/reports/$id',
    load: () => import('./reports/ReportPage.tsx').then((page) => page.ReportPage),
    needs: 'report:see',
    rail: 'inbox',
  },
  {
    path: '/search',
    load: () => import('./search/SearchPage.tsx').then((page) => page.SearchPage),
    needs: 'report:see',
    rail: 'search',
  },
  {
    path: '/referrals',
    load: () => import('./referrals/ReferralsPage.tsx').then((page) => page.ReferralsPage),
    needs: 'referral:see',
    rail: 'referrals',
  },
  {
    path: '/cases',
    load: () => import('./cases/CasesPage.tsx').then((page) => page.CasesPage),
    needs: 'case:see',
    rail: 'cases',
  },
  {
    path: '/cases/$id',
    load: () => import('./cases/CasePage.tsx').then((page) => page.CasePage),
    needs: 'case:see',
    rail: 'cases',
  },
  {
    path: '/intake',
    load: () => import('./intake/IntakePage.tsx').then((page) => page.IntakePage),
    needs: 'batch:see',
    rail: 'intake',
  },
  {
    path: '/intake/$batch',
    load: () => import('./intake/BatchPage.tsx').then((page) => page.BatchPage),
    needs: 'batch:see',
    rail: 'intake',
  },
  {
    path: '/account',
    load: () => import('./account/AccountPage.tsx').then((page) => page.AccountPage),
    needs: 'account:see',
    rail: 'account',
  },
  {
    path: '/audit',
    load: () => import('./audit/AuditPage.tsx').then((page) => page.AuditPage),
    needs: 'audit:see',
    rail: 'audit',
  },
  {
    path: '/people',
    load: () => import('./people/PeoplePage.tsx').then((page) => page.PeoplePage),
    needs: 'people:manage',
    rail: 'people',
  },
  {
    path: '/agencies',
    load: () => import('./agencies/AgenciesPage.tsx').then((page) => page.AgenciesPage),
    needs: 'agency:manage',
    rail: 'agencies',
  },
  {
    path: '/packs',
    load: () => import('./packs/PacksPage.tsx').then((page) => page.PacksPage),
    needs: 'pack:see',
    rail: 'packs',
  },
  {
    path: '/packs/$pack',
    load: () => import('./packs/PackPage.tsx').then((page) => page.PackPage),
    needs: 'pack:see',
    rail: 'packs',
  },
]

/** The rail, top to bottom. The server says who may see what; the console only leaves out the rest. */
export const railItems: readonly RailItem[] = [
  { name: 'inbox', path: '/inbox', label: 'frame.rail_inbox', icon: 'inbox', needs: 'report:see' },
  { name: 'search', path: '/search', label: 'frame.rail_search', icon: 'search', needs: 'report:see' },
  { name: 'referrals', path: '/referrals', label: 'frame.rail_referrals', icon: 'referrals', needs: 'referral:see' },
  { name: 'cases', path: '/cases', label: 'frame.rail_cases', icon: 'cases', needs: 'case:see' },
  { name: 'intake', path: '/intake', label: 'frame.rail_intake', icon: 'intake', needs: 'batch:see' },
  { name: 'account', path: '/account', label: 'frame.rail_account', icon: 'account', needs: 'account:see' },
  { name: 'audit', path: '/audit', label: 'frame.rail_audit', icon: 'audit', needs: 'audit:see' },
  { name: 'people', path: '/people', label: 'frame.rail_people', icon: 'people', needs: 'people:manage', isLast: true },
  { name: 'agencies', path: '/agencies', label: 'frame.rail_agencies', icon: 'agencies', needs: 'agency:manage', isLast: true },
  { name: 'packs', path: '/packs', label: 'frame.rail_packs', icon: 'packs', needs: 'pack:see', isLast: true },
]
