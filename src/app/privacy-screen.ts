import { useSyncExternalStore } from 'react'

/** Milliseconds for which a hidden window may keep a customer: long enough for a glance at another window. */
const patience = 10_000

let isScreenPrivate = false
let timer: ReturnType<typeof setTimeout> | undefined

function watch(changed: () => void) {
  const set = (veiled: boolean) => {
    clearTimeout(timer)
    if (veiled === isScreenPrivate) return
    isScreenPrivate = veiled
    changed()
  }
  const look = () => {
    if (document.visibilityState === 'visible') return set(false)
    clearTimeout(timer)
    timer = setTimeout(() => set(true), patience)
  }
  // There was no listener while the lock screen was shown. The window may have become visible in that time.
  if (document.visibilityState === 'visible') set(false)
  // Chromium may restore a page from its back/forward cache as it was left, so it is left empty.
  const leave = () => set(true)
  const comeBack = () => set(false)
  document.addEventListener('visibilitychange', look)
  window.addEventListener('pagehide', leave)
  window.addEventListener('pageshow', comeBack)
  return () => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', look)
    window.removeEventListener('pagehide', leave)
    window.removeEventListener('pageshow', comeBack)
  }
}

/**
 * True as soon as nobody can be looking at this window: personal data then leaves the document and the cache. When the window is
 * visible again, the data is requested again.
 */
export const useIsScreenPrivate = () => useSyncExternalStore(watch, () => isScreenPrivate)
