import type { Page } from '@playwright/test'
import { setTimeout as wait } from 'node:timers/promises'

/** Milliseconds from key to key, over and over, in the manner of recordings. */
export const rhythms = {
  'a slow scanner': [20, 17, 23, 19, 26, 14, 21, 20, 30, 12],
  'a fast scanner': [2, 1, 2, 3, 2, 0],
  'a clerk at 120 words a minute': [98, 112, 84, 130, 76, 104, 91, 105],
}

type Scanner = {
  rhythm?: readonly number[]
  /** What it sends after the code. */
  ending?: 'Enter' | 'Tab' | 'nothing'
  /** The till's keyboard. The scanner is always set to a US one, as it leaves the factory. */
  layout?: 'us' | 'azerty'
  /** Milliseconds from now. The keys come at once all the same: only the time they bear is later. */
  later?: number
}

/** What the keys that a US keyboard writes digits and a hyphen with write in France. https://kbdlayout.info/kbdfr */
const onAzerty: Record<string, string> = {
  1: '&',
  2: 'é',
  3: '"',
  4: "'",
  5: '(',
  6: '-',
  7: 'è',
  8: '_',
  9: 'ç',
  0: 'à',
  '-': ')',
}

/** A key as DevTools presses it, or text that comes without a key. */
export type Step = Pressed | { insert: string }

type Pressed = {
  key: string
  code?: string
  text?: string
  windowsVirtualKeyCode?: number
  modifiers?: number
  autoRepeat?: boolean
}

/**
 * Presses the keys of a code as a scanner that poses as a keyboard does, or a person. The browser takes them for real; each bears the
 * very time of its rhythm, however busy the machine is.
 */
export async function scan(
  page: Page,
  code: string,
  { rhythm = rhythms['a slow scanner'], ending = 'Enter', layout = 'us', later = 0 }: Scanner = {},
) {
  const keys = Array.from(code, (character) => key(character, layout))
  await send(page, [...keys, ...endings[ending]], { rhythm, later })
}

/** The keys of a text on a US keyboard. */
export const keysOf = (text: string): Step[] => Array.from(text, (character) => key(character, 'us'))

export const enter: Step = { key: 'Enter', code: 'Enter', text: '\r', windowsVirtualKeyCode: 13 }

/** Sends keys and texts through the browser's own input pipeline, 10 ms apart if nothing else is said. */
export async function send(
  page: Page,
  steps: readonly Step[],
  { rhythm = [10], later = 0 }: Pick<Scanner, 'later'> & { rhythm?: readonly number[] } = {},
) {
  const keyboard = await page.context().newCDPSession(page)
  const sent: Promise<unknown>[] = []
  let at = Date.now() + aiming
  for (const [place, step] of steps.entries()) {
    if (place > 0) at += rhythm[(place - 1) % rhythm.length] ?? 0
    await wait(Math.max(0, at - Date.now()))
    const timestamp = (at + later) / 1000
    if ('insert' in step) sent.push(keyboard.send('Input.insertText', { text: step.insert }))
    else {
      const { autoRepeat, ...pressed } = step
      const down = { type: 'keyDown' as const, ...(autoRepeat === undefined ? {} : { autoRepeat }) }
      sent.push(keyboard.send('Input.dispatchKeyEvent', { ...down, ...pressed, timestamp }))
      sent.push(keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', ...pressed, text: '', timestamp }))
    }
  }
  await Promise.all(sent)
  await keyboard.detach()
}

/** Milliseconds between a page's being ready and the first scan: one that had begun before would be left to the page, whole. */
const aiming = 400

const endings = {
  Enter: [enter],
  Tab: [{ key: 'Tab', code: 'Tab', text: '', windowsVirtualKeyCode: 9 }],
  nothing: [],
}

const shift = 8

function key(character: string, layout: 'us' | 'azerty') {
  const text = layout === 'azerty' ? (onAzerty[character] ?? character) : character
  return {
    key: text,
    code: codeOf(character),
    text,
    windowsVirtualKeyCode: character.toUpperCase().charCodeAt(0),
    modifiers: /[A-Z]/.test(character) ? shift : 0,
  }
}

function codeOf(character: string) {
  if (/\d/.test(character)) return `Digit${character}`
  if (/[a-z]/i.test(character)) return `Key${character.toUpperCase()}`
  return { '-': 'Minus', '/': 'Slash', '.': 'Period', ':': 'Semicolon' }[character] ?? ''
}
