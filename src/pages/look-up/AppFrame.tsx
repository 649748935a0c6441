import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { useTranslations } from 'use-intl'
import { isOfCustomer } from '#src/api/customers.ts'
import { findQuery, keepFound, type Found } from '#src/api/find.ts'
import { useHandOver } from '#src/app/hand-over.ts'
import { useIsScreenPrivate } from '#src/app/privacy-screen.ts'
import { keepMatch } from '#src/app/match.ts'
import { customerPath, startPath } from '#src/app/paths.ts'
import { Outlet, useLocation, useNavigate } from 'react-router-dom'
import { lazyPart } from '#src/ui/LazyPart.tsx'
import { Mark } from '#src/ui/Mark.tsx'
import { ArrivalNotice } from './ArrivalNotice.tsx'
import { arrivalOf, matchIn, type Arrival, type Find } from './arrival.ts'
import { FindingScreen } from './FindingScreen.tsx'
import { KeysButton } from './KeysButton.tsx'
import { Notices } from './Notices.tsx'
import { SandboxNote } from './SandboxNote.tsx'
import { SearchForm } from './SearchForm.tsx'
import { searchToolsQuery } from './search-tools.ts'

const SaleBar = lazyPart(() => import('./SaleBar.tsx').then((module) => module.SaleBar))

type Finding = Find & { attempt: number }

/** The number of the look-up that a history entry belongs to. */
const attemptAt = (state: unknown) =>
  typeof state === 'object' && state !== null && 'attempt' in state ? state.attempt : undefined

/** The same elements every time, so that React leaves them alone when the frame is drawn again. */
const mark = <Mark />
const sandboxNote = <SandboxNote />
const keysButton = <KeysButton />
const notices = <Notices />

/** The frame of every screen. The search box is always there; it is large on the page that has nothing else. */
export function AppFrame({ tools }: { tools: ReactNode }) {
  const t = useTranslations('app')
  const isScreenPrivate = useIsScreenPrivate()
  const { pathname, state } = useLocation()
  const { data: searchTools, failureCount } = useQuery(searchToolsQuery())
  const [finding, setFinding] = useState<Finding>()
  const [arrival, setArrival] = useState<Arrival>()
  const latest = useRef(0)
  const client = useQueryClient()
  const navigate = useNavigate()
  const isFinding = finding !== undefined && finding.attempt === attemptAt(state)
  // Returning to a page whose look-up was left does not start the look-up again.
  if (finding !== undefined && !isFinding) setFinding(undefined)
  const isAsked = useHandOver() !== undefined
  const isStart = pathname === startPath && !isFinding
  // The app's name is the page heading if no customer is on screen.
  const Brand = isStart ? 'h1' : 'span'

  // `flushSync` removes the previous customer before the handler returns, so that no frame shows two customers.
  const open = (userId: string) => {
    keepMatch(undefined)
    flushSync(() => {
      // The customer on screen is looked up again, so that the view is of this encounter.
      void client.resetQueries({ predicate: (query) => isOfCustomer(query) && query.queryKey[1] === userId })
      void navigate(customerPath(userId))
    })
  }

  const find = (asked: Find) => {
    const { readings, way } = asked
    const attempt = ++latest.current
    performance.mark('enter')
    // The call starts before anything is rendered.
    const answer = client.fetchQuery(findQuery(attempt, readings))
    flushSync(() => {
      setFinding({ ...asked, attempt })
      // An address without a customer until somebody is found. Any other navigation ends the look-up.
      void navigate(startPath, { state: { attempt }, replace: pathname === startPath })
    })
    const arrive = (found: Found) => {
      if (found.outcome !== 'found' || attempt !== latest.current) return
      keepFound(client, found)
      flushSync(() => {
        setFinding(undefined)
        const arrived = arrivalOf(found, asked, arrival)
        setArrival(arrived)
        keepMatch(matchIn(arrived))
        const how = { foundBy: found.matchedBy, isScanned: way === 'scanned' }
        void navigate(customerPath(found.userId), { replace: true, state: how })
      })
    }
    // The screen that waits for the same answer reports a failure.
    answer.then(arrive, () => undefined)
  }

  const cancel = () => {
    latest.current += 1
    flushSync(() => void navigate(startPath, { replace: true }))
  }

  return (
    <>
      {/* Beside a till the face comes first: what is narrow has the search below the customer. */}
      <header
        className={`${isStart ? '' : 'z-10 border-b border-line bg-panel md:sticky md:top-0'} ${isAsked ? 'max-sm:order-last' : ''}`}
      >
        <div className={`${width} @container`}>
          <div
            className={`flex flex-wrap items-center gap-x-3 gap-y-2 py-2.5 sm:gap-x-6 ${isStart ? '' : '@min-[58rem]:flex-nowrap'}`}
          >
            <div className="flex h-11 flex-1 items-center gap-2.5">
              {mark}
              <Brand className="text-large font-strong max-sm:sr-only">{t('name')}</Brand>
            </div>
            <div
              className={`order-3 w-full min-w-0 ${isStart ? 'pt-[10vh]' : '@min-[58rem]:order-1 @min-[58rem]:w-[32rem]'}`}
            >
              <SearchForm
                isLarge={isStart}
                searchTools={searchTools}
                isCutOff={failureCount > 0}
                onFind={find}
                onOpen={open}
                onCancel={cancel}
              />
            </div>
            <div className="order-2 flex h-11 flex-1 items-center justify-end gap-1 sm:gap-2">
              {sandboxNote}
              {searchTools && keysButton}
              {tools}
            </div>
          </div>
        </div>
      </header>
      {isAsked && <SaleBar />}
      {/* The space at the top is for the notices. */}
      <main
        data-sale={isAsked || undefined}
        className={`${width} relative flex flex-1 flex-col pt-3 data-sale:max-sm:pt-0 sm:pt-2`}
      >
        {searchTools && notices}
        {finding && isFinding ? (
          <FindingScreen
            key={finding.attempt}
            {...finding}
            onFind={(readings) => find({ readings, way: 'typed' })}
          />
        ) : (
          <>
            {arrival && !isScreenPrivate && pathname === customerPath(arrival.userId) && (
              <ArrivalNotice arrival={arrival} />
            )}
            <Outlet />
          </>
        )}
      </main>
    </>
  )
}

const width = 'mx-auto w-full max-w-[84rem] px-4 sm:px-6'
