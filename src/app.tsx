import { QueryClientProvider } from '@tanstack/react-query'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router-dom'
import { watchSession } from './api/session.ts'
import { Broken } from './app/Broken.tsx'
import { takeOverKeys } from './app/early-keys.ts'
import { watchTimings } from './app/field-timings.ts'
import { watchOwner } from './app/forget.ts'
import { handOverPath } from './app/paths.ts'
import { createQueryClient, watchRenewals } from './app/query-client.ts'
import { takeLinkedCustomer } from './app/search-draft.ts'
import { watchShell } from './app/shell.ts'
import { Spoken } from './app/Spoken.tsx'
import { whenIdle } from './app/when-idle.ts'
import { speak } from './messages/words.ts'
import { SessionGate } from './pages/sign-in/SessionGate.tsx'
import { Screens } from './routes.tsx'
import { Boundary } from './ui/Boundary.tsx'

const broken = () => <Broken />

/**
 * Renders the app in the language of the page, and takes over what was typed before.
 *
 * @throws {TypeError} if the messages of the language cannot be fetched; nothing has changed then
 */
export async function start() {
  await speak(document.documentElement.lang)
  const place = document.getElementById('app')
  if (place === null) throw new Error('index.html has no #app')
  // In a till system's frame everything begins with its request, also after a reload.
  if (window.parent !== window) history.replaceState(null, '', handOverPath + location.search)
  takeLinkedCustomer()
  const queryClient = createQueryClient()
  watchRenewals(queryClient)
  watchSession(queryClient)
  watchOwner(queryClient)
  watchTimings()
  const root = createRoot(place)
  takeOverKeys(place, () =>
    flushSync(() =>
      root.render(
        <QueryClientProvider client={queryClient}>
          <Spoken>
            <BrowserRouter useTransitions={false}>
              <Boundary fallback={broken}>
                <SessionGate>
                  <Screens />
                </SessionGate>
              </Boundary>
            </BrowserRouter>
          </Spoken>
        </QueryClientProvider>,
      ),
    ),
  )
  whenIdle(() => watchShell(queryClient), 2000)
}
