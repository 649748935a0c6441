import { writes, type Key } from './scanner/key-kinds.ts'
import { readKeys } from './scanner/layout.ts'

/** Remembers the keys of the text in the box, which show whether the till's keyboard is set wrongly. */
export function createTypedKeys() {
  let keys: Key[] = []
  return {
    note(key: Key, { value, selectionStart, selectionEnd }: HTMLInputElement) {
      if (selectionStart === 0 && selectionEnd === value.length) keys = []
      if (key.key === 'Backspace') keys = keys.slice(0, -1)
      else if (writes(key)) keys = [...keys, key]
    },
    /** What the keys prove about a text, if it was typed key by key. */
    read: (text: string) =>
      keys.map(({ key }) => key).join('') === text && text !== '' ? readKeys(keys) : undefined,
  }
}
