import { Counter } from './pages/look-up/AppFrame.tsx'
import { StartPage } from './pages/look-up/StartPage.tsx'
import { CustomerPage } from './pages/see-customer/CustomerPage.tsx'
import {
  customerPairPattern,
  customerPattern,
  handOverPath,
  pausesPath,
  selfTestPath,
  startPath,
} from './app/paths.ts'
import { Route, Routes } from './app/router.tsx'
import { PlainFailure } from './failure/PlainFailure.tsx'
import { withSeldomWords } from './messages/seldom-words.ts'
import { withLaterWords } from './messages/words.ts'
import { Later } from './ui/LazyPart.tsx'

const notFoundPage = withLaterWords(() =>
  import('./pages/look-up/NotFoundPage.tsx').then((module) => module.NotFoundPage),
)
const tillMenu = withLaterWords(() =>
  import('./pages/sign-in/TillMenu.tsx').then((module) => module.TillMenu),
)
const pairPage = withSeldomWords(() =>
  import('./pages/see-customer/PairPage.tsx').then((module) => module.PairPage),
)

const pausesPage = withSeldomWords(() =>
  import('./pages/pauses/PausesPage.tsx').then((module) => module.PausesPage),
)

const handOverPage = withSeldomWords(() =>
  import('./pages/look-up/HandOverPage.tsx').then((module) => module.HandOverPage),
)

const selfTestPage = withSeldomWords(() =>
  import('./pages/self-test/SelfTestPage.tsx').then((module) => module.SelfTestPage),
)

/** Every screen. Look-up and customer are one chunk: a split would cost the first look-up a third of a second. */
export const Screens = () => (
  <Routes>
    <Route element={<Counter tools={<Later load={tillMenu} needs={{}} />} />}>
      <Route path={startPath} element={<StartPage />} />
      <Route path={customerPattern} element={<CustomerPage />} />
      <Route path={customerPairPattern} element={<Later load={pairPage} needs={{}} />} />
      <Route path={handOverPath} element={<Later load={handOverPage} needs={{}} />} />
      <Route path={pausesPath} element={<Later load={pausesPage} needs={{}} />} />
      <Route path="*" element={<Later load={notFoundPage} needs={{}} />} />
    </Route>
    <Route path={selfTestPath} element={<Later load={selfTestPage} needs={{}} fallback={PlainFailure} />} />
  </Routes>
)
