import { useEffect, useEffectEvent, useState, type RefObject } from 'react'
import { createPortal } from 'react-dom'
import { useTranslations } from 'use-intl'
import type { Scan } from './scanner/layout.ts'
import type { ScanFault, ScanListeners } from './scanner/listen.ts'
import { Icon } from '#src/ui/Icon.tsx'
import { lazyPart } from '#src/ui/LazyPart.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { useBoxKeys } from './use-box-keys.ts'

type Props = {
  box: RefObject<HTMLInputElement | null>
  listen: (listeners: ScanListeners) => () => void
  onScan: (scan: Scan) => void
  onFault: (fault: ScanFault) => void
}

const CameraDialog = lazyPart(() => import('./camera/CameraDialog.tsx').then((module) => module.CameraDialog))

/** Milliseconds for which the notice about a heard scan stays. */
const newsTime = 2000

/**
 * Listens to scanners wherever the focus is, and leads keys to the box. Opens the camera if there may be one.
 */
export function BoxTools({ box, listen, onScan, onFault }: Props) {
  const t = useTranslations('scan')
  const [isLooking, setIsLooking] = useState(false)
  const [heardAt, setHeardAt] = useState<number>()
  const [refused, setRefused] = useState<{ fault: ScanFault; dialog: Element }>()
  const hear = useEffectEvent(() => setHeardAt(performance.now()))
  const take = useEffectEvent((scan: Scan) => {
    setRefused(undefined)
    // An associate who scans has finished with an open dialog.
    for (const dialog of document.querySelectorAll('dialog')) dialog.close()
    onScan(scan)
  })
  const fail = useEffectEvent((fault: ScanFault) => {
    setHeardAt(undefined)
    const dialog = document.querySelector('dialog[open]')
    setRefused(dialog ? { fault, dialog } : undefined)
    if (dialog === null) onFault(fault)
  })
  useBoxKeys(box)
  // External: the keyboard, which includes scanners.
  useEffect(() => listen({ onHeard: hear, onScan: take, onFault: fail }), [listen])

  // External: the clock.
  useEffect(() => {
    if (heardAt === undefined) return
    const timer = setTimeout(() => setHeardAt(undefined), newsTime)
    return () => clearTimeout(timer)
  }, [heardAt])

  return (
    <div className="absolute inset-y-0 end-0 flex items-center">
      <p role="status" className="text-small text-ok">
        {heardAt !== undefined && (
          <span className="flex items-center gap-1.5 rounded-control bg-ok-wash px-2 py-1">
            <Icon name="ok" className="size-4" />
            {t('heard')}
          </span>
        )}
      </p>
      <button
        type="button"
        aria-label={t('camera')}
        title={t('camera')}
        onClick={() => setIsLooking(true)}
        className="flex size-11 items-center justify-center rounded-control text-quiet hover:bg-tone"
      >
        <Icon name="camera" />
      </button>
      {refused?.dialog.isConnected && createPortal(<Refusal fault={refused.fault} />, refused.dialog)}
      {isLooking && (
        <CameraDialog
          onRead={(text: string) => onScan({ text, meant: text })}
          onClose={() => setIsLooking(false)}
        />
      )}
    </div>
  )
}

/** Above an open dialog, because what stands outside it is neither seen nor announced. */
function Refusal({ fault }: { fault: ScanFault }) {
  const t = useTranslations('scan')
  return (
    <div role="alert" className="fixed inset-x-0 bottom-0 z-30 p-4">
      <Notice tone="caution">{t(`fault.${fault}`)}</Notice>
    </div>
  )
}
