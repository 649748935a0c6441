import { useSyncExternalStore } from 'react'
import { directionOf } from '#contract/store/languages.ts'
import type english from './en.json'
import type camera from './camera/en.json'
import type consent from './consent/en.json'
import type office from './office/en.json'
import type redeem from './redeem/en.json'
import type selfTest from './self-test/en.json'

/** All messages. Those of a part are fetched with the part, by `PartWords`. */
export type Words = typeof english &
  typeof camera &
  typeof consent &
  typeof office &
  typeof redeem &
  typeof selfTest

export type Spoken = {
  /** A BCP 47 tag: one of `contract/store/languages.ts`, or the tests' own. */
  language: string
  /** All messages of the language, compiled. */
  words: object
}

const catalogues = import.meta.glob<{ default: object }>('./*.json')

let spoken: Spoken | undefined
const listeners = new Set<() => void>()

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/**
 * Fetches the messages of a language; `undefined` if there are none.
 *
 * @throws {TypeError} if they cannot be fetched
 */
export async function wordsOf(language: string): Promise<Spoken | undefined> {
  const catalogue = await catalogues[`./${language}.json`]?.()
  return catalogue && { language, words: catalogue.default }
}

/**
 * Fetches the messages of a language, and switches the app to it.
 *
 * @throws {TypeError} if the messages cannot be fetched; nothing has changed then
 */
export async function speak(language: string): Promise<void> {
  const fetched = await wordsOf(language)
  if (fetched === undefined) return
  // Before anything is drawn in it: a part may look at the direction of the page.
  document.documentElement.lang = language
  document.documentElement.dir = directionOf(language)
  spoken = fetched
  for (const listener of listeners) listener()
}

/** The current language. Nothing is rendered before its messages have arrived. */
export function speaking(): Spoken {
  if (spoken === undefined) throw new Error('no language is spoken yet')
  return spoken
}

export const useSpoken = () => useSyncExternalStore(subscribe, speaking)
