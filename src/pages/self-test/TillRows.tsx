import { useFormatter, useLocale, useTranslations } from 'use-intl'
import { Row } from './Row.tsx'
import type { Till } from './till.ts'
import { verdicts } from './verdicts.ts'

/** What the till reports about itself. */
export function TillRows({ till }: { till: Till | undefined }) {
  const t = useTranslations('selfTest')
  const format = useFormatter()
  const locale = useLocale()
  if (till === undefined)
    return checks.map((check) => <Row key={check} name={t(`name.${check}`)} verdict="running" />)
  const { browser, offlineStart, leftBehind, screen, scripts } = till
  const scriptName = (script: string) =>
    new Intl.DisplayNames([locale], { type: 'script' }).of(script) ?? script
  const zoom = format.number(screen.zoom, { style: 'percent' })
  const fonts = scripts.length === 0 ? 'fine' : 'brought along'
  return (
    <>
      <Row name={t('name.browser')} verdict={verdicts.browser[browser.finding]}>
        {t(`browser.${browser.finding}`, browser)}
      </Row>
      <Row name={t('name.offlineStart')} verdict={verdicts.offlineStart[offlineStart]}>
        {t(`offlineStart.${offlineStart}`)}
      </Row>
      <Row name={t('name.leftBehind')} verdict={verdicts.leftBehind[leftBehind.finding]}>
        {t(`leftBehind.${leftBehind.finding}`, { names: format.list(leftBehind.names.slice(0, most)) })}
      </Row>
      <Row name={t('name.screen')} verdict={verdicts.screen[screen.finding]}>
        {t(`screen.${screen.finding}`, { width: String(screen.width), height: String(screen.height), zoom })}
      </Row>
      <Row name={t('name.fonts')} verdict={verdicts.fonts[fonts]}>
        {t(`fonts.${fonts}`, { scripts: format.list(scripts.map(scriptName)) })}
      </Row>
    </>
  )
}

const checks = ['browser', 'offlineStart', 'leftBehind', 'screen', 'fonts'] as const

/** The most names that are listed. */
const most = 8
