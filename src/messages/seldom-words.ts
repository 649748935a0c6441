import { loadLaterWords, speak, speaking } from './words.ts'

/** Whether the rest of a catalogue, which most tills never need, is still to be fetched: it says itself from where. */
const lacksSeldom = (words: object): words is { seldom: () => Promise<{ default: object }> } =>
  'seldom' in words && typeof words.seldom === 'function'

/** All words of a catalogue, where those that are seldom needed are here in the language that was spoken before. */
export const asWholeAs = async (before: object, words: object) =>
  lacksSeldom(before) ? words : completed(words)

async function completed(words: object): Promise<object> {
  if (!lacksSeldom(words)) return words
  const { seldom, ...here } = words
  const { default: more } = await seldom()
  const known = new Map<string, object>(Object.entries(here))
  const joined = Object.entries(more).map(([name, entries]) => [name, { ...known.get(name), ...entries }])
  return { ...here, ...Object.fromEntries(joined) }
}

async function loadSeldomWords() {
  await loadLaterWords()
  const { language, words } = speaking()
  if (!lacksSeldom(words)) return
  const whole = await completed(words)
  // Another language may have been chosen meanwhile, and came as it was needed then.
  if (speaking().language === language) speak({ language, words: whole })
  else await loadSeldomWords()
}

/** Makes the loader of a part that few tills need bring its words along. */
export const withSeldomWords =
  <Part>(load: () => Promise<Part>) =>
  async (): Promise<Part> => {
    const [part] = await Promise.all([load(), loadSeldomWords()])
    return part
  }
