import { useSyncExternalStore } from 'react'
import first from './en.json'
import type later from './later-en.json'

type Later = typeof later
export type Words = typeof first & Later

let words: object = first
let loading: Promise<void> | undefined
const listeners = new Set<() => void>()

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** All words that are here: those of the first load, and the rest once it has come. */
export const useWords = () => useSyncExternalStore(subscribe, () => words)

/** Fetches the words that no first look at a customer needs. A failed fetch is forgotten, so that the next one tries again. */
export function loadLaterWords(): Promise<void> {
  loading ??= addLaterWords().catch((fault: unknown) => {
    loading = undefined
    throw fault
  })
  return loading
}

async function addLaterWords() {
  const { default: more } = await import('./later-en.json')
  words = { ...first, ...more, failure: { ...first.failure, ...more.failure } }
  for (const listener of listeners) listener()
}

/** Makes the loader of a part that is fetched when it is needed bring its words along. */
export const withLaterWords =
  <Part>(load: () => Promise<Part>) =>
  async (): Promise<Part> => {
    const [part] = await Promise.all([load(), loadLaterWords()])
    return part
  }
