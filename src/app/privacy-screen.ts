import { useSyncExternalStore } from 'react'

/** Milliseconds for which a hidden window may keep a customer: long enough for a glance at another window. */
const patience = 10_000

let isWindowHidden = false
let isIdle = false
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

const isScreenPrivate = () => isWindowHidden || isIdle

function change(set: () => void) {
  const before = isScreenPrivate()
  set()
  if (before !== isScreenPrivate()) for (const listener of listeners) listener()
}

function setWindowHidden(isHidden: boolean) {
  clearTimeout(timer)
  change(() => {
    isWindowHidden = isHidden
  })
}

/** Hides or shows the customer, depending on whether the till has been without activity for too long. */
export const hideFromIdle = (is: boolean) =>
  change(() => {
    isIdle = is
  })

function look() {
  if (document.visibilityState === 'visible') return setWindowHidden(false)
  clearTimeout(timer)
  timer = setTimeout(leave, patience)
}

// Chromium may restore a page from its back/forward cache as it was left, so it is left empty.
const leave = () => setWindowHidden(true)
const comeBack = () => setWindowHidden(false)

function watch() {
  // There was no listener while the lock screen was shown. The window may have become visible in that time.
  if (document.visibilityState === 'visible') comeBack()
  document.addEventListener('visibilitychange', look)
  window.addEventListener('pagehide', leave)
  window.addEventListener('pageshow', comeBack)
}

function stopWatching() {
  clearTimeout(timer)
  document.removeEventListener('visibilitychange', look)
  window.removeEventListener('pagehide', leave)
  window.removeEventListener('pageshow', comeBack)
}

function subscribe(listener: () => void) {
  if (listeners.size === 0) watch()
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) stopWatching()
  }
}

/**
 * True as soon as nobody can be looking at this window, or nobody has been active at the till for a while: personal data then leaves
 * the document and the cache. When somebody is back, the data is requested again.
 */
export const useIsScreenPrivate = () => useSyncExternalStore(subscribe, isScreenPrivate, () => false)
