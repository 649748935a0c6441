import type { Key, KeyKind } from './key-kinds.ts'

/** Why a burst is not a scan: a key of it could not be understood, or it came from a number pad without Num Lock. */
export type BurstFault = 'broken' | 'num-lock'

/** The longest time from key to key, in milliseconds, for which a key that cannot be read still makes the text unreliable. */
const slowest = 60

/** Notes whether the text of a burst can be trusted: every key of it must be understood, up to a real pause. */
export function createDoubt(gap: number, stumble: number) {
  let fault: BurstFault | undefined
  let latestKind: KeyKind | undefined
  let latestAt = -Infinity
  let endedAt = -Infinity
  let hasWritten = false

  const isNear = (at: number) => at - latestAt <= Math.max(gap, slowest)
  const isUnread = () => latestKind === 'other' || latestKind === 'text-to-come'

  const faultOf = (kind: KeyKind, { timeStamp: at, isInserted }: Key): BurstFault | undefined => {
    // A code with a line end in it.
    if (kind === 'written' && at - endedAt <= stumble) return 'broken'
    if (!isNear(at)) return undefined
    if (kind === 'keypad') return latestKind && 'num-lock'
    if (kind === 'other' || kind === 'field-change') return latestKind === 'written' ? 'broken' : undefined
    const isExplained = latestKind === 'text-to-come' && isInserted
    return kind === 'written' && isUnread() && !isExplained ? 'broken' : undefined
  }

  const forget = () => {
    fault = latestKind = undefined
    hasWritten = false
  }

  return {
    forget,
    note(kind: KeyKind, key: Key) {
      fault ??= faultOf(kind, key)
      if (kind === 'field-change') return
      hasWritten ||= kind === 'written'
      latestKind = kind
      latestAt = key.timeStamp
    },
    /** A modifier, through which a burst continues. */
    goOn: (at: number) => {
      latestAt = at
    },
    /** A key ended the burst, which was understood or refused. */
    end(at: number) {
      forget()
      endedAt = at
    },
    /** Why nobody should be looked up for a burst that a key ends at this time. */
    at: (at: number) => {
      if (!isNear(at)) return undefined
      return fault ?? (latestKind === 'text-to-come' && hasWritten ? 'broken' : undefined)
    },
    /** Whether a key at this time follows a written one, or another one of the number pad, at a scanner's speed. */
    isFast: (at: number, kind: 'written' | 'keypad') => latestKind === kind && at - latestAt <= gap,
  }
}
