import { useSyncExternalStore } from 'react'
import type first from './first/en.json'
import type later from './later/en.json'
import type seldom from './seldom/en.json'

export type Words = typeof first & typeof later & typeof seldom

export type Spoken = {
  /** A BCP 47 tag: of `contract/languages.ts`, or the tests' own. */
  language: string
  /** All words that are here: those of the page, and all of them once they have come. */
  words: object
}

let spoken: Spoken | undefined
let loading: Promise<void> | undefined
const listeners = new Set<() => void>()

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

const page = () => document.getElementById('words')

/** The language in use. Its first words came with the page, so that no other language is downloaded and nothing waits for them. */
export function speaking(): Spoken {
  spoken ??= { language: document.documentElement.lang, words: JSON.parse(page()?.textContent ?? '{}') }
  return spoken
}

export const useSpoken = () => useSyncExternalStore(subscribe, speaking)

export function speak(next: Spoken) {
  spoken = next
  for (const listener of listeners) listener()
}

/** Fetches the words that no first look at a customer needs. A failed fetch is forgotten, so that the next one tries again. */
export function loadLaterWords(): Promise<void> {
  loading ??= addLaterWords().catch((fault: unknown) => {
    loading = undefined
    throw fault
  })
  return loading
}

async function addLaterWords() {
  const { language } = speaking()
  // The page knows where they lie; nothing else of it does.
  const { default: words }: { default: object } = await import(
    /* @vite-ignore */ page()?.dataset['later'] ?? ''
  )
  // Another language has been chosen meanwhile, and came whole.
  if (speaking().language === language) speak({ language, words })
}

/** Makes the loader of a part that is fetched when it is needed bring its words along. */
export const withLaterWords =
  <Part>(load: () => Promise<Part>) =>
  async (): Promise<Part> => {
    const [part] = await Promise.all([load(), loadLaterWords()])
    return part
  }
