import { queryOptions } from '@tanstack/react-query'
import type { Finding } from '#contract/api/support-code.ts'
import { judgeBrowser } from './browser.ts'
import { lackingScripts } from './fonts.ts'
import { judgeKept, readKept } from './left-behind.ts'
import { judgeScreen } from './screen.ts'

/** What the till reports about itself, without any request. */
export const tillQuery = (run: number) =>
  queryOptions({ queryKey: ['self-test', run, 'till'], queryFn: readTill, staleTime: Infinity })

export type Till = Awaited<ReturnType<typeof readTill>>

async function readTill() {
  const [kept, offlineStart] = await Promise.all([readKept(), readOfflineStart()])
  const [width, height, zoom] = [innerWidth, innerHeight, devicePixelRatio]
  return {
    browser: judgeBrowser(navigator.userAgent),
    offlineStart,
    leftBehind: judgeKept(kept),
    screen: { finding: judgeScreen(width, zoom), width, height, zoom },
    scripts: lackingScripts(),
  }
}

/** Whether this browser keeps the files with which Countersign starts. Service workers are missing if the address is not secure. */
async function readOfflineStart(): Promise<Finding<'offlineStart'>> {
  if (!('serviceWorker' in navigator)) return 'impossible'
  const registration = await navigator.serviceWorker.getRegistration().catch(() => undefined)
  if (registration?.active == null) return 'missing'
  return registration.waiting === null ? 'ready' : 'waiting'
}
