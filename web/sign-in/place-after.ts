// Where one comes back to after signing in: only a path of this console, never another host.
export function startedPlace(next: string | undefined): string {
  const isPath = next !== undefined && /^\/[^/\\]/.test(next) && !next.startsWith('/sign-in')
  return isPath ? next : '/'
}
