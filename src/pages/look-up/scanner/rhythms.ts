import type { Key } from './key-kinds.ts'

/** Milliseconds from key to key, repeated as needed, similar to recordings. */
export const scannerRhythms = {
  'a slow scanner': [20, 17, 23, 19, 26, 14, 21, 20, 30, 12],
  'a fast scanner': [2, 1, 2, 3, 2, 0],
  'a scanner on a screen of 60 frames': [7, 8, 7, 16, 8, 7, 8, 16],
  'a scanner seen through a clock of 64 ticks a second': [0, 15.6, 31.2, 15.6, 0, 15.6],
  'a scanner that stumbles over its second key': [60, ...Array<number>(60).fill(8)],
  'a scanner that stumbles over its fifth key': [8, 8, 16, 60, ...Array<number>(60).fill(8)],
  'a scanner that stumbles over its sixth key': [8, 8, 16, 8, 60, ...Array<number>(60).fill(8)],
  'a scanner that stumbles all the way once it is heard': [8, 8, 8, 8, 8, 60, 70, 60],
}

export const typistRhythms = {
  'a clerk at 60 words a minute': [210, 180, 240, 160, 330, 190, 150, 520],
  'a clerk at 120 words a minute': [98, 112, 84, 130, 76, 104, 91, 105],
  'the fastest typist on record': [62, 48, 55, 71, 44, 58, 66, 41],
}

/** Two or three fingers press keys almost together. */
export const rollingRhythms = {
  'a clerk at 120 words a minute who rolls over keys': [95, 28, 140, 12, 110, 33, 20, 150, 8, 90],
  'a clerk who hits two keys at once': [0, 180, 0, 210],
}

/** A key press on a US keyboard, unless `more` says otherwise. */
export function press(key: string, timeStamp: number, more: Partial<Key> = {}): Key {
  const modifiers = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false }
  return { ...modifiers, key, code: codeOf(key), timeStamp, repeat: false, isComposing: false, ...more }
}

function codeOf(key: string) {
  if (/^[a-z]$/i.test(key)) return `Key${key.toUpperCase()}`
  if (/^\d$/.test(key)) return `Digit${key}`
  const sign = {
    '-': 'Minus',
    '=': 'Equal',
    ';': 'Semicolon',
    "'": 'Quote',
    ',': 'Comma',
    '.': 'Period',
    '/': 'Slash',
  }[key]
  return sign ?? (/^[A-Z]\w+$/.test(key) ? key : '')
}

type Playing = { from?: number; ending?: string[]; more?: (key: string, at: number) => Partial<Key> }

/** The keys of a text, then `ending`, in a rhythm that repeats. `more` gives the special properties of a key. */
export function play(
  text: string,
  rhythm: readonly number[],
  { from = 1000, ending = ['Enter'], more = () => ({}) }: Playing = {},
): Key[] {
  let time = from
  return [...Array.from(text), ...ending].map((key, at) => {
    if (at > 0) time += rhythm[(at - 1) % rhythm.length] ?? 0
    return press(key, time, { shiftKey: /^[A-Z]$/.test(key), ...more(key, at) })
  })
}
