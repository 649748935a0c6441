import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Mark } from '#src/ui/Mark.tsx'
import { LanguageMenu } from '#src/messages/LanguageMenu.tsx'

/**
 * The frame of every screen before the search box. It offers the languages, because an associate may not read the language of the
 * previous one.
 */
export function Door({ children }: { children: ReactNode }) {
  const t = useTranslations('app')
  return (
    <main className="mx-auto w-full max-w-[26rem] px-4 pt-[8vh] pb-10">
      <div className="flex items-center justify-between pb-8">
        <p className="flex items-center gap-2.5 text-large font-strong">
          <Mark />
          {t('name')}
        </p>
        <LanguageMenu />
      </div>
      {children}
    </main>
  )
}
