/**
 * Does work once the page is idle. Safari has no `requestIdleCallback`: there the work is done after a time.
 *
 * @param otherwise milliseconds to wait without `requestIdleCallback`
 * @param timeout milliseconds after which the work is done although the page is busy
 */
export function whenIdle(work: () => void, otherwise: number, timeout?: number) {
  if (!('requestIdleCallback' in window)) setTimeout(work, otherwise)
  else requestIdleCallback(work, timeout === undefined ? {} : { timeout })
}
