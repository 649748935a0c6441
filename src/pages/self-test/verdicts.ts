import type { Check, Finding } from '#contract/api/support-code.ts'
import type { Verdict } from './Row.tsx'

/** How much each finding matters to the person at the till. */
export const verdicts: { [Of in Check]: Record<Finding<Of>, Verdict> } = {
  scanner: {
    'not tried': 'yours',
    fine: 'ok',
    slow: 'stop',
    'other layout': 'caution',
    'no frame': 'stop',
    'no ending': 'stop',
    'too short': 'info',
  },
  keyboard: { 'not tried': 'yours', fine: 'ok', 'caps lock': 'caution', 'other script': 'info' },
  camera: {
    'not tried': 'yours',
    fine: 'ok',
    refused: 'caution',
    missing: 'info',
    busy: 'caution',
    impossible: 'info',
    'no reader': 'caution',
    'no picture': 'caution',
  },
  gateway: { 'not asked': 'info', fine: 'ok', slow: 'caution', unreachable: 'stop', offline: 'stop' },
  clock: { 'not asked': 'info', fine: 'ok', off: 'caution', 'far off': 'stop' },
  store: { 'not asked': 'info', up: 'ok', down: 'stop' },
  vendor: { 'not asked': 'info', up: 'ok', busy: 'caution', down: 'stop', unknown: 'info' },
  photoHost: { 'not asked': 'info', up: 'ok', down: 'stop', unknown: 'info' },
  versions: { 'not asked': 'info', same: 'ok', different: 'caution' },
  browser: { unknown: 'caution', fine: 'ok', 'too old': 'stop' },
  offlineStart: { impossible: 'info', missing: 'info', waiting: 'info', ready: 'ok' },
  leftBehind: { nothing: 'ok', settings: 'ok', more: 'caution' },
  screen: { fine: 'ok', narrow: 'info', 'small print': 'caution' },
  fonts: { fine: 'ok', 'brought along': 'info' },
}

export function verdictOf(check: Check, finding: string): Verdict {
  const words: Record<string, Verdict> = verdicts[check]
  return words[finding] ?? 'info'
}

/** The number of findings that need action. */
export function needsAttention(found: { [Of in Check]: Finding<Of> }): number {
  const said: Record<string, string> = found
  return Object.entries<Record<string, Verdict>>(verdicts).filter(([check, words]) =>
    ['caution', 'stop'].includes(words[said[check] ?? ''] ?? ''),
  ).length
}
