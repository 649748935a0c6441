const sheets = import.meta.glob<string>('./*.css', { query: '?url', import: 'default', eager: true })

/** Fetches the rules by which missing scripts are found, not the fonts: those follow for what is on screen. Without them nothing fails. */
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
