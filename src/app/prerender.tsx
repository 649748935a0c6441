import { QueryClientProvider } from '@tanstack/react-query'
import { renderToStaticMarkup } from 'react-dom/server'
import { MemoryRouter } from 'react-router-dom'
import { IntlProvider } from 'use-intl'
import { createQueryClient } from './query-client.ts'
import { AppFrame } from '#src/pages/look-up/AppFrame.tsx'

/**
 * The look-up page before any script has run, rendered at build time with the same components. Its box is a text area, because a
 * text area also keeps an Enter; `early-keys.ts` takes over the keys.
 */
export function startMarkup(language: string, words: object): string {
  const drawn = renderToStaticMarkup(
    <IntlProvider locale={language} messages={words} timeZone="UTC">
      <QueryClientProvider client={createQueryClient()}>
        <MemoryRouter>
          <AppFrame tools={null} />
        </MemoryRouter>
      </QueryClientProvider>
    </IntlProvider>,
  )
  const box = /<input ([^>]*?)\/?>/
  if (!box.test(drawn)) throw new Error('the look-up page has no box to type into')
  return drawn.replace(box, (_, attributes: string) => {
    const kept = attributes.replaceAll(/ ?(?:role|value|aria-[a-z]+)="[^"]*"/g, '')
    return `<textarea rows="1" ${kept}></textarea>`
  })
}
