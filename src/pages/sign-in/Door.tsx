import { useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { listenForScans, type ScanFault } from '#src/pages/look-up/scanner/listen.ts'
import { Mark } from '#src/ui/Mark.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { LanguageMenu } from '#src/messages/LanguageMenu.tsx'

/**
 * The frame of every screen before the search box. It offers the languages, because an associate may not read the language of the
 * previous one. A scan does nothing here, and the screen says so.
 */
export function Door({ children }: { children: ReactNode }) {
  const t = useTranslations('app')
  const scan = useTranslations('scan')
  const [fault, setFault] = useState<ScanFault>()
  const refuse = useEffectEvent((why: ScanFault) => setFault(why))
  // External: the keyboard, which includes scanners.
  useEffect(
    () =>
      listenForScans(
        window,
        { sameWithin: -1 },
        { onScan: () => refuse('secret'), onFault: (why) => refuse(why) },
      ),
    [],
  )
  return (
    <main onInput={() => setFault(undefined)} className="mx-auto w-full max-w-[26rem] px-4 pt-[8vh] pb-10">
      <div className="flex items-center justify-between pb-8">
        <p className="flex items-center gap-2.5 text-large font-strong">
          <Mark />
          <span>{t('name')}</span>
        </p>
        <LanguageMenu />
      </div>
      <div role="status" className="pb-4 empty:hidden">
        {fault && <Notice tone="caution">{scan(`fault.${fault}`)}</Notice>}
      </div>
      {children}
    </main>
  )
}
