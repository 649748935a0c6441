import { useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { PartWords } from '#src/messages/PartWords.tsx'
import { Button } from '#src/ui/Button.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { ProgressLine } from '#src/ui/ProgressLine.tsx'
import type { ScanFault, ScanOutcome, ScanProgress } from './scan.ts'
import { Viewfinder } from './Viewfinder.tsx'

type Props = {
  /** Called once with the text of a code. The dialog is closed by then, and the focus is back where it was. */
  onRead: (text: string) => void
  onClose: () => void
}

/** Reads a QR code or barcode with the camera, which is on only while this dialog is on screen. */
export const CameraDialog = (props: Props) => (
  <PartWords part="camera" placeholder={null}>
    <Dialog {...props} />
  </PartWords>
)

function Dialog({ onRead, onClose }: Props) {
  const t = useTranslations('camera')
  const dialog = useRef<HTMLDialogElement>(null)
  const title = useId()
  const [progress, setProgress] = useState<ScanProgress>('asking')
  const [fault, setFault] = useState<ScanFault>()

  const finish = (outcome: ScanOutcome) => {
    if (outcome === undefined || dialog.current?.open !== true) return
    if ('fault' in outcome) return setFault(outcome.fault)
    dialog.current.close()
    onRead(outcome.text)
  }

  const tryAgain = () => {
    setFault(undefined)
    // The button that had the focus is removed.
    dialog.current?.focus()
  }

  return (
    <dialog
      ref={(element) => {
        dialog.current = element
        if (element !== null && !element.open) element.showModal()
      }}
      aria-labelledby={title}
      tabIndex={-1}
      onClose={onClose}
      className="m-auto rounded-panel border border-line bg-panel p-5 text-ink backdrop:bg-n-2"
      style={{ width: 'min(100% - 2rem, 42rem)' }}
    >
      <div className="flex flex-col gap-3">
        <h2 id={title} className="text-title font-strong">
          {t('title')}
        </h2>
        <div
          className="relative flex items-center justify-center overflow-hidden rounded-panel bg-tone"
          style={{ minHeight: 'clamp(8rem, 100dvh - 14rem, 28rem)' }}
        >
          {fault === undefined && <Viewfinder onProgress={setProgress} onOutcome={finish} />}
          <div role="status">{fault !== undefined && <Trouble fault={fault} onRetry={tryAgain} />}</div>
          {fault === undefined && progress !== 'looking' && (
            <div className="absolute inset-x-0 bottom-0">
              <ProgressLine />
            </div>
          )}
        </div>
        <p role="status" className="text-body" style={{ minHeight: '1.5rem' }}>
          {fault === undefined && t(`progress.${progress}`)}
        </p>
        <div className="flex items-center justify-between gap-4">
          <p className="text-small text-quiet">{t('privacy')}</p>
          <Button onClick={() => dialog.current?.close()}>
            <Icon name="close" className="size-4" />
            {t('close')}
          </Button>
        </div>
      </div>
    </dialog>
  )
}

/** Ends that are nobody's mistake. */
const isRest = (fault: ScanFault) => fault === 'timeUp' || fault === 'outOfSight'

/** Shown in the place of the picture. */
function Trouble({ fault, onRetry }: { fault: ScanFault; onRetry: () => void }) {
  const t = useTranslations('camera')
  return (
    <div className="flex flex-col items-center gap-2 p-5 text-center" style={{ maxWidth: '26rem' }}>
      <Icon name={isRest(fault) ? 'info' : 'caution'} className="size-8 text-quiet" />
      <p className="text-large font-strong">{t(`fault.${fault}.what`)}</p>
      <p className="text-body text-quiet">{t(`fault.${fault}.next`)}</p>
      {fault !== 'impossible' && (
        <div className="pt-2">
          <Button look="primary" onClick={onRetry}>
            <Icon name="again" className="size-4" />
            {isRest(fault) ? t('scanAgain') : t('tryAgain')}
          </Button>
        </div>
      )}
    </div>
  )
}
