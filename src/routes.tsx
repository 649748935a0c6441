import { Route, Routes } from 'react-router-dom'
import { AppFrame } from './pages/look-up/AppFrame.tsx'
import { NotFoundPage } from './pages/look-up/NotFoundPage.tsx'
import { StartPage } from './pages/look-up/StartPage.tsx'
import { CustomerPage } from './pages/see-customer/CustomerPage.tsx'
import { TillMenu } from './pages/sign-in/TillMenu.tsx'
import {
  customerPairPattern,
  customerPattern,
  handOverPath,
  officePath,
  pausesPath,
  selfTestPath,
  startPath,
} from './app/paths.ts'
import { AwaitOwner } from './app/OwnWork.tsx'
import { lazyPart } from './ui/LazyPart.tsx'

const PairPage = lazyPart(() => import('./pages/see-customer/PairPage.tsx').then((module) => module.PairPage))
const PausesPage = lazyPart(() => import('./pages/pauses/PausesPage.tsx').then((module) => module.PausesPage))
const OfficePage = lazyPart(() => import('./pages/office/OfficePage.tsx').then((module) => module.OfficePage))
const HandOverPage = lazyPart(() =>
  import('./pages/look-up/HandOverPage.tsx').then((module) => module.HandOverPage),
)
const SelfTestPage = lazyPart(() =>
  import('./pages/self-test/SelfTestPage.tsx').then((module) => module.SelfTestPage),
)

/** Every screen. Screens needed for the first customer are part of the app; rarely opened screens are lazy parts. */
export const Screens = () => (
  <Routes>
    <Route element={<AppFrame tools={<TillMenu />} />}>
      <Route path={startPath} element={<StartPage />} />
      <Route element={<AwaitOwner />}>
        <Route path={customerPattern} element={<CustomerPage />} />
        <Route path={customerPairPattern} element={<PairPage />} />
      </Route>
      <Route path={handOverPath} element={<HandOverPage />} />
      <Route path={pausesPath} element={<PausesPage />} />
      <Route path={officePath} element={<OfficePage />} />
      <Route path="*" element={<NotFoundPage />} />
    </Route>
    <Route path={selfTestPath} element={<SelfTestPage />} />
  </Routes>
)
