import { useEffect, useEffectEvent, type RefObject } from 'react'
import { isOneKey } from '#src/app/one-key.ts'

/** Elements in which a letter means something. */
const takesLetters = ':read-write, select'

/**
 * Leads keys to the search box: the slash, and whatever is typed while no field has the focus. It replaces the text that stands in
 * the box. This hook must come before the one that listens to scanners, which remembers the field that receives a key.
 */
export function useBoxKeys(box: RefObject<HTMLInputElement | null>) {
  const lead = useEffectEvent((event: KeyboardEvent) => {
    const { target } = event
    const field = box.current
    const isTyping = target instanceof Element && target.matches(takesLetters)
    if (field === null || !event.isTrusted || document.querySelector('dialog[open]')) return
    const isUntouched = field.selectionStart === 0 && field.selectionEnd === field.value.length
    if (isOneKey(event, '/') && (!isTyping || (target === field && isUntouched))) event.preventDefault()
    else if (isTyping || !writesLetter(event)) return
    field.focus()
    field.select()
  })
  // External: keys pressed anywhere on the page.
  useEffect(() => {
    const listener = (event: KeyboardEvent) => lead(event)
    window.addEventListener('keydown', listener, true)
    return () => window.removeEventListener('keydown', listener, true)
  }, [])
}

/** The space bar presses buttons and scrolls. */
const writesLetter = ({ key, ctrlKey, altKey, metaKey, isComposing }: KeyboardEvent) =>
  key !== ' ' && /^.$|[^\0-\x7F]/u.test(key) && ctrlKey === altKey && !metaKey && !isComposing
