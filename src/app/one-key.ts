/*
 * Shortcuts of a single letter or sign, and the choice to turn them off: people who use speech input, or whose hands tremble, may
 * trigger them by accident (https://www.w3.org/WAI/WCAG22/Understanding/character-key-shortcuts.html). The choice is stored for
 * this till, not for a person.
 */
const off = 'one-key=off'

export const oneKeyIsOn = () => !document.cookie.split('; ').includes(off)

export function turnOneKey(isOn: boolean) {
  document.cookie = `${off}; path=/; samesite=lax; max-age=${isOn ? 0 : 365 * 24 * 3600}`
}

/** True if the wanted key was pressed without modifiers and shortcuts are on, so that it is not a shortcut of the browser. */
export const isOneKey = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, wanted: string) =>
  key.toLowerCase() === wanted && oneKeyIsOn() && !ctrlKey && !metaKey && !altKey
