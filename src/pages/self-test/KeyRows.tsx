import { useTranslations } from 'use-intl'
import type { Finding } from '#contract/api/support-code.ts'
import { Row } from './Row.tsx'
import type { ScanFault } from '#src/pages/look-up/scanner/listen.ts'
import type { ScannerFinding } from './scanner.ts'
import { verdicts } from './verdicts.ts'

type Props = {
  scanner: ScannerFinding | undefined
  fault: ScanFault | undefined
  keyboard: Finding<'keyboard'>
}

export function KeyRows({ scanner, fault, keyboard }: Props) {
  const t = useTranslations('selfTest')
  const tFault = useTranslations('scan.fault')
  const finding = scanner?.finding ?? 'not tried'
  return (
    <>
      <Row name={t('name.scanner')} verdict={fault ? 'caution' : verdicts.scanner[finding]}>
        <p aria-live="polite">
          {fault && <span>{tFault(fault)}</span>}
          {!fault && scanner && (
            <span>{`${t('scanner.heard', { ...scanner, gap: String(scanner.gap) })} `}</span>
          )}
          {!fault && finding !== 'fine' && <span>{t(`scanner.${finding}`)}</span>}
        </p>
      </Row>
      <Row name={t('name.keyboard')} verdict={verdicts.keyboard[keyboard]}>
        <p aria-live="polite">{t(`keyboard.${keyboard}`)}</p>
      </Row>
    </>
  )
}
