import { languageCookie } from '#contract/store/languages.ts'
import type { Finding } from '#contract/api/support-code.ts'

/** What the till remembers about itself, and nobody else: the language, and whether keys of one letter are off. */
const settings = new Set([languageCookie, 'one-key'])

/** Of Countersign's own files, which it starts from without the network: no answer, no photo. */
const shell = /^shell/

/** Only what things are called: nothing of what is in them is read. */
export type Kept = {
  cookies: string[]
  local: string[]
  session: string[]
  caches: string[]
  databases: string[]
}

export function judgeKept(kept: Kept): { finding: Finding<'leftBehind'>; names: string[] } {
  const others = [...kept.local, ...kept.session, ...kept.databases]
    .concat(kept.cookies.filter((name) => !settings.has(name)))
    .concat(kept.caches.filter((name) => !shell.test(name)))
  if (others.length > 0) return { finding: 'more', names: others }
  return { finding: kept.cookies.length > 0 ? 'settings' : 'nothing', names: kept.cookies }
}

/** What scripts of this address can find in the browser. Where one place may not be looked into, there is nothing in it. */
export async function readKept(): Promise<Kept> {
  const [databases, cacheNames] = await Promise.all([
    indexedDB.databases().catch(() => []),
    'caches' in window ? caches.keys().catch(() => []) : [],
  ])
  return {
    cookies: document.cookie.split('; ').flatMap((pair) => pair.split('=')[0] || []),
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    caches: cacheNames,
    databases: databases.flatMap(({ name }) => name ?? []),
  }
}
