/*
 * The keys that are a single letter or sign, and a way to turn them off: whoever speaks to the till, or whose hand trembles, may set them
 * off unawares (https://www.w3.org/WAI/WCAG22/Understanding/character-key-shortcuts.html). Remembered at this till, about nobody.
 */
const off = 'one-key=off'

export const oneKeyIsOn = () => !document.cookie.split('; ').includes(off)

export function turnOneKey(isOn: boolean) {
  document.cookie = `${off}; path=/; samesite=lax; max-age=${isOn ? 0 : 365 * 24 * 3600}`
}

/** Whether a key was pressed alone that is turned on: no shortcut of the browser's own with the same letter. */
export const isOneKey = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, wanted: string) =>
  key.toLowerCase() === wanted && oneKeyIsOn() && !ctrlKey && !metaKey && !altKey
