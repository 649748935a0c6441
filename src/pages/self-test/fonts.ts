/** One letter of each script in which the screens, or customers' names, are written. */
const letters = { Latn: 'ñ', Deva: 'क', Arab: 'ع', Thai: 'ก', Hira: 'あ', Hani: '这' } as const

/** A code point that no font contains: https://www.unicode.org/faq/private_use.html#nonchar1 */
const nothing = '\u{10FFFE}'

/**
 * The scripts (ISO 15924) that the till's fonts lack: their letters are drawn as the same box as a code point that is no character.
 */
export function lackingScripts(): string[] {
  const canvas = Object.assign(document.createElement('canvas'), { width: 48, height: 48 })
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) return []
  context.font = '24px sans-serif'
  const draw = (letter: string) => {
    context.clearRect(0, 0, 48, 48)
    context.fillText(letter, 4, 32)
    return context.getImageData(0, 0, 48, 48).data.join()
  }
  const box = draw(nothing)
  return Object.entries(letters).flatMap(([script, letter]) => (draw(letter) === box ? [script] : []))
}
