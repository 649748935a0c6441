import { QueryClientProvider } from '@tanstack/react-query'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { IntlProvider } from 'use-intl'
import './app.css'
import { createQueryClient, watchRenewals } from './api/query-client.ts'
import { watchSession } from './api/session.ts'
import { takeOverKeys } from './early-keys.ts'
import { useWords } from './messages/words.ts'
import { startPath } from './paths.ts'
import { BrowserRouter } from './router.tsx'
import { Broken } from './Broken.tsx'
import { SessionGate } from './pages/sign-in/SessionGate.tsx'
import { Screens } from './routes.tsx'
import { Boundary } from './ui/Boundary.tsx'

const queryClient = createQueryClient()
watchRenewals(queryClient)
watchSession(queryClient)

const tillZone = Intl.DateTimeFormat().resolvedOptions().timeZone

const place = document.getElementById('app')
if (place === null) throw new Error('index.html has no #app')

const broken = () => <Broken />

const App = () => (
  <IntlProvider locale="en-GB" messages={useWords()} timeZone={tillZone}>
    <QueryClientProvider client={queryClient}>
      <BrowserRouter useTransitions={false}>
        <Boundary fallback={broken}>
          <SessionGate>
            <Screens />
          </SessionGate>
        </Boundary>
      </BrowserRouter>
    </QueryClientProvider>
  </IntlProvider>
)

const root = createRoot(place)
takeOverKeys(place, () => flushSync(() => root.render(<App />)))

// Once the page is up and what finds customers has come.
if (location.pathname === startPath) setTimeout(() => void import('./rehearsal.tsx'), 2000)
