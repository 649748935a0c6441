import type { Finding } from '#contract/api/support-code.ts'

type Press = Pick<KeyboardEvent, 'key' | 'code'> & { getModifierState: (key: string) => boolean }

/** Judges a single key press; `undefined` if it is not a letter. */
export function judgeKey(press: Press): Finding<'keyboard'> | undefined {
  if (!/^Key[A-Z]$/.test(press.code)) return undefined
  if (press.getModifierState('CapsLock')) return 'caps lock'
  return /^[a-z]$/i.test(press.key) ? 'fine' : 'other script'
}
