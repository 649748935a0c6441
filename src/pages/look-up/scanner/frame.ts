import { readKeys, type KeyPress, type Scan } from './layout.ts'

export type Frame = { prefix?: string; suffix?: string }

/**
 * Reads the keys of a burst and takes off what the scanner types before and after every code. With the wrong layout a prefix looks
 * wrong too, so it is compared with what was meant.
 *
 * @returns why it is no scan, if it is none
 */
export function readFramed(
  keys: readonly KeyPress[],
  { prefix = '', suffix = '' }: Frame,
): Scan | 'unreadable' | 'unframed' {
  const reading = readKeys(keys)
  if (reading === undefined) return 'unreadable'
  const { text, meant } = reading
  const bare = (framed: string) => framed.slice(prefix.length, framed.length - suffix.length)
  if (prefix + bare(meant) + suffix !== meant || !bare(meant)) return 'unframed'
  return { ...reading, text: bare(text), meant: bare(meant) }
}

/** Finds out whether a code repeats the last counted one, because a scanner held too long sends it again. */
export function createRepeats(within: number) {
  let former = ''
  let formerAt = 0
  return (text: string, at: number) => {
    if (text === former && at - formerAt <= within) return true
    former = text
    formerAt = at
    return false
  }
}
