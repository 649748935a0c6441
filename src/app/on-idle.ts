import type { QueryClient } from '@tanstack/react-query'
import { startPath } from './paths.ts'
import { watchShell } from './shell.ts'

/** What a till does once its page is up and what finds customers has come. */
export function atLeisure(client: QueryClient) {
  if (location.pathname === startPath) void import('./warm-up.tsx')
  // Safari has no such callback.
  if ('requestIdleCallback' in window) requestIdleCallback(() => watchShell(client))
  else watchShell(client)
}
