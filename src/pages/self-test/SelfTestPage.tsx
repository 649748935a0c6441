import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Check, Finding, Findings } from '#contract/api/support-code.ts'
import { gatewayCheckQuery } from '#src/api/self-test.ts'
import { PartWords } from '#src/messages/PartWords.tsx'
import { LanguageMenu } from '#src/messages/LanguageMenu.tsx'
import { startPath } from '#src/app/paths.ts'
import { Link } from 'react-router-dom'
import { Button } from '#src/ui/Button.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { Mark } from '#src/ui/Mark.tsx'
import { appVersion } from '#src/app/version.ts'
import type { CameraFinding } from './camera.ts'
import { CameraRow } from './CameraRow.tsx'
import { judgeAnswer, judgeSilence } from './gateway.ts'
import { GatewayRows } from './GatewayRows.tsx'
import { KeyRows } from './KeyRows.tsx'
import { SupportCode } from './SupportCode.tsx'
import { tillQuery, type Till } from './till.ts'
import { TillRows } from './TillRows.tsx'
import { useKeys } from './use-keys.ts'
import { needsAttention } from './verdicts.ts'

/**
 * What this till can do, for the person at the till and for support on the telephone. Open to anybody, signed in or not, and
 * without a search box: a scan here looks nobody up.
 */
export const SelfTestPage = () => (
  <PartWords part="self-test">
    <PartWords part="camera">
      <SelfTest />
    </PartWords>
  </PartWords>
)

function SelfTest() {
  const t = useTranslations('selfTest')
  const app = useTranslations('app')
  const [run, setRun] = useState(1)
  const [camera, setCamera] = useState<CameraFinding>({ finding: 'not tried' })
  const { scanner, fault: scanFault, keyboard, forget } = useKeys()
  const { data: till } = useQuery(tillQuery(run))
  const { data: answer, error: fault } = useQuery(gatewayCheckQuery(run))
  const gateway =
    answer !== undefined
      ? judgeAnswer(answer, appVersion)
      : fault !== null
        ? judgeSilence(fault.code === 'offline')
        : undefined
  const found: Findings | undefined = gateway &&
    till && {
      ...gateway,
      ...wordsOf(till),
      scanner: scanner?.finding ?? 'not tried',
      keyboard,
      camera: camera.finding,
      browserName: till.browser.name,
      browserVersion: Number.parseInt(till.browser.version, 10) || 0,
      clockOff: answer?.clockOff,
      roundTrip: answer?.roundTrip,
      keyGap: scanner?.gap,
    }
  const again = () => {
    forget()
    setCamera({ finding: 'not tried' })
    setRun(run + 1)
  }
  return (
    <main className="mx-auto w-full max-w-[72rem] px-4 pb-12 sm:px-6">
      <div className="flex items-center justify-between gap-4 py-2.5">
        <Link to={startPath} className="flex min-h-11 items-center gap-2.5 text-large font-strong">
          <Mark />
          {app('name')}
        </Link>
        <LanguageMenu />
      </div>
      <div className="flex flex-wrap items-end justify-between gap-x-10 gap-y-5 pt-4 pb-6">
        <div className="max-w-[40rem] flex-1 basis-80">
          <h1 className="text-title font-strong">{app('selfTest')}</h1>
          <p className="pt-1 text-body text-quiet">{t('lead')}</p>
          <p role="status" className="pt-3 pb-3 text-large font-strong">
            {found === undefined ? t('checking') : t('summary', { count: needsAttention(found) })}
          </p>
          <Button onClick={again}>
            <Icon name="again" className="size-4" />
            {t('again')}
          </Button>
        </div>
        <SupportCode found={found} />
      </div>
      <ul aria-label={app('selfTest')} className="border-b border-line">
        <KeyRows scanner={scanner} fault={scanFault} keyboard={keyboard} />
        <CameraRow key={run} found={camera} onFinding={setCamera} />
        <GatewayRows found={gateway} answer={answer} version={appVersion} />
        <TillRows till={till} />
      </ul>
    </main>
  )
}

const wordsOf = ({ browser, offlineStart, leftBehind, screen, scripts }: Till) =>
  ({
    browser: browser.finding,
    offlineStart,
    leftBehind: leftBehind.finding,
    screen: screen.finding,
    fonts: scripts.length === 0 ? 'fine' : 'brought along',
  }) satisfies { [Of in Check]?: Finding<Of> }
