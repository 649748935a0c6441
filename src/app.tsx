import { QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router-dom'
import { watchSession } from './api/session.ts'
import { Broken } from './app/Broken.tsx'
import { takeOverKeys } from './app/early-keys.ts'
import { watchTimings } from './app/field-timings.ts'
import { watchOwner } from './app/forget.ts'
import { handOverPath, phonePath } from './app/paths.ts'
import { createQueryClient, watchRenewals } from './app/query-client.ts'
import { takeLinkedCustomer } from './app/search-draft.ts'
import { watchShell } from './app/shell.ts'
import { Spoken } from './app/Spoken.tsx'
import { whenIdle } from './app/when-idle.ts'
import { speak } from './messages/words.ts'
import { SessionGate } from './pages/sign-in/SessionGate.tsx'
import { Screens } from './routes.tsx'
import { Boundary } from './ui/Boundary.tsx'
import { lazyPart } from './ui/LazyPart.tsx'

const PhonePage = lazyPart(() => import('./pages/phone/PhonePage.tsx').then((module) => module.PhonePage))

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
  const queryClient = createQueryClient()
  const root = createRoot(place)
  const draw = (screens: ReactNode) =>
    root.render(
      <QueryClientProvider client={queryClient}>
        <Spoken>
          <Boundary fallback={broken}>{screens}</Boundary>
        </Spoken>
      </QueryClientProvider>,
    )
  // A phone is no till: it has no session, and keeps nothing.
  if (location.pathname === phonePath) return draw(<PhonePage />)
  // In a till system's frame everything begins with its request, also after a reload.
  if (window.parent !== window) history.replaceState(null, '', handOverPath + location.search)
  takeLinkedCustomer()
  watchRenewals(queryClient)
  watchSession(queryClient)
  watchOwner(queryClient)
  watchTimings()
  takeOverKeys(place, () =>
    flushSync(() =>
      draw(
        <BrowserRouter useTransitions={false}>
          <SessionGate>
            <Screens />
          </SessionGate>
        </BrowserRouter>,
      ),
    ),
  )
  whenIdle(() => watchShell(queryClient), 2000)
}
