const sheets = import.meta.glob<string>('./*.css', { query: '?url', import: 'default', eager: true })

/**
 * Loads the style sheets that name the fonts of further scripts. The browser then fetches the fonts that the screen needs. The app
 * also works without them.
 */
export function loadFonts(language: string) {
  for (const name of ['scripts', language]) {
    const href = sheets[`./${name}.css`]
    if (href === undefined || document.querySelector(`link[href="${href}"]`) !== null) continue
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = href
    document.head.append(link)
  }
}
