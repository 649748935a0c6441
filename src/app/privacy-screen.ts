import { useSyncExternalStore } from 'react'

/** Milliseconds a hidden window may keep a customer: long enough to glance at another one. */
const patience = 10_000

let isVeiled = false
let timer: ReturnType<typeof setTimeout> | undefined

function watch(changed: () => void) {
  const set = (veiled: boolean) => {
    clearTimeout(timer)
    if (veiled === isVeiled) return
    isVeiled = veiled
    changed()
  }
  const look = () => {
    if (document.visibilityState === 'visible') return set(false)
    clearTimeout(timer)
    timer = setTimeout(() => set(true), patience)
  }
  // Nobody listened while the lock screen stood here, behind which the window may have come back into view.
  if (document.visibilityState === 'visible') set(false)
  // Chromium may bring a page back from its back/forward cache as it was left: it is left empty.
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
 * True once nobody can be looking at this window: what is personal then leaves the document, and with it the memory of the cache.
 * Back in view it is asked for anew.
 */
export const useIsVeiled = () => useSyncExternalStore(watch, () => isVeiled)
