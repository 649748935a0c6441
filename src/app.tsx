import { QueryClientProvider } from '@tanstack/react-query'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { createQueryClient, watchRenewals } from './app/query-client.ts'
import { watchSession } from './api/session.ts'
import { takeOverKeys } from './app/early-keys.ts'
import { finderQuery } from './pages/look-up/finder-query.ts'
import { BrowserRouter } from './app/router.tsx'
import { Broken } from './app/Broken.tsx'
import { SessionGate } from './pages/sign-in/SessionGate.tsx'
import { Screens } from './routes.tsx'
import { Spoken } from './app/Spoken.tsx'
import { Boundary } from './ui/Boundary.tsx'

const queryClient = createQueryClient()
watchRenewals(queryClient)
watchSession(queryClient)

const place = document.getElementById('app')
if (place === null) throw new Error('index.html has no #app')

const broken = () => <Broken />

const App = () => (
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
  </QueryClientProvider>
)

// A task of its own: what was typed while the code was compiled goes first.
setTimeout(() => {
  const root = createRoot(place)
  takeOverKeys(place, () => flushSync(() => root.render(<App />)))
})

const [finder] = finderQuery().queryKey

/** Once what finds customers has come, before anybody has anything to look for; where nobody is signed in it does not come. */
const beAtLeisure = () => {
  clearTimeout(clock)
  stopWatching()
  void import('./app/on-idle.ts').then((module) => module.atLeisure(queryClient))
}
const clock = setTimeout(beAtLeisure, 2000)
const stopWatching = queryClient.getQueryCache().subscribe(({ query: { queryKey, state } }) => {
  if (queryKey[0] === finder && state.status === 'success') beAtLeisure()
})
