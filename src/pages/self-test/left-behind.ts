import { languageCookie } from '#contract/store/languages.ts'
import type { Finding } from '#contract/api/support-code.ts'

/**
 * The settings that are stored for the till and for no person: the language, whether single-letter keys are off, and which camera
 * takes photos.
 */
const settings = new Set([languageCookie, 'one-key', 'photo-camera'])

/** The caches of Countersign's own files, with which it starts without the network; they contain no answer and no photo. */
const shell = /^shell/

/** Only names of stored items: their contents are not read. */
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

/** What scripts of this origin can find in the browser. A kind of storage that cannot be read counts as empty. */
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
