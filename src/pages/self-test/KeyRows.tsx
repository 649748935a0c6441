import { useTranslations } from 'use-intl'
import type { Finding } from '#contract/api/support-code.ts'
import { Row } from './Row.tsx'
import type { ScannerFinding } from './scanner.ts'
import { verdicts } from './verdicts.ts'

type Props = { scanner: ScannerFinding | undefined; keyboard: Finding<'keyboard'> }

export function KeyRows({ scanner, keyboard }: Props) {
  const t = useTranslations('selfTest')
  const finding = scanner?.finding ?? 'not tried'
  return (
    <>
      <Row name={t('name.scanner')} verdict={verdicts.scanner[finding]}>
        <p aria-live="polite">
          {scanner && <span>{`${t('scanner.heard', { ...scanner, gap: String(scanner.gap) })} `}</span>}
          {finding !== 'fine' && <span>{t(`scanner.${finding}`)}</span>}
        </p>
      </Row>
      <Row name={t('name.keyboard')} verdict={verdicts.keyboard[keyboard]}>
        <p aria-live="polite">{t(`keyboard.${keyboard}`)}</p>
      </Row>
    </>
  )
}
