import type { Browser, Finding } from '#contract/api/support-code.ts'

/** The oldest versions that run the app, as `vite.config.ts` builds it. */
const floors = { Edge: '111', Chrome: '111', Firefox: '128', Safari: '16.4' } as const

const signs = [
  ['Edge', /\bEdg\/(\d+)/],
  ['Firefox', /\bFirefox\/(\d+)/],
  ['Chrome', /Chrome\/(\d+)/],
  ['Safari', /\bVersion\/(\d+(?:\.\d+)?)\S* .*\bSafari\//],
] as const

type BrowserFinding = { finding: Finding<'browser'>; name: Browser; version: string; least: string }

/**
 * Identifies the browser by its user agent. Browsers based on Chromium are judged by their Chromium version.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.user-agent
 */
export function judgeBrowser(userAgent: string): BrowserFinding {
  for (const [name, sign] of signs) {
    const version = sign.exec(userAgent)?.[1]
    if (version === undefined) continue
    const least = floors[name]
    return { finding: Number(version) >= Number(least) ? 'fine' : 'too old', name, version, least }
  }
  return { finding: 'unknown', name: 'another', version: '', least: '' }
}
