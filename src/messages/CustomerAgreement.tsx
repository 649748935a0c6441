import { useQuery } from '@tanstack/react-query'
import { useId, type ReactNode } from 'react'
import { IntlProvider, useTranslations } from 'use-intl'
import { directionOf, languages } from '#contract/store/languages.ts'
import { loadFonts } from '#src/app/fonts/load.ts'
import { ownNames } from './own-names.ts'
import { partWordsOf } from './part-words.ts'
import { useSpoken } from './words.ts'

export type ConsentLanguage = (typeof languages)[number]

type Props = {
  /** What is said to the customer. It is written in their language, and in the associate's. */
  sentence: ReactNode
  language: ConsentLanguage
  onLanguage: (language: ConsentLanguage) => void
  hasAgreed: boolean
  onAgreed: (hasAgreed: boolean) => void
}

/** What to say to the customer, in their language and in the associate's, and whether they agree. */
export function CustomerAgreement({ sentence, language, onLanguage, hasAgreed, onAgreed }: Props) {
  const t = useTranslations('takePhoto')
  const spoken = useSpoken()
  const id = useId()
  const { data: theirs } = useQuery({
    queryKey: ['words', 'consent', language],
    queryFn: () => partWordsOf('consent', language),
    staleTime: Infinity,
  })
  const choose = (tag: string) => {
    const chosen = languages.find((each) => each === tag)
    if (chosen === undefined) return
    loadFonts(chosen)
    onAgreed(false)
    onLanguage(chosen)
  }
  return (
    <div className="grid content-start gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="text-body font-strong">{t('say')}</h3>
        <label className="flex items-center gap-2 text-small">
          {t('language')}
          <select
            value={language}
            translate="no"
            onChange={({ target }) => choose(target.value)}
            className="h-11 rounded-control border border-edge bg-panel px-2 text-body"
          >
            {[...ownNames].map(([tag, name]) => (
              <option key={tag} value={tag} lang={tag} dir={directionOf(tag)}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      {theirs !== undefined && (
        <blockquote
          lang={language}
          dir={directionOf(language)}
          className="rounded-panel bg-tone p-3 text-large"
        >
          <IntlProvider locale={language} messages={theirs} timeZone="UTC">
            {sentence}
          </IntlProvider>
        </blockquote>
      )}
      {language !== spoken.language && (
        <details className="text-small text-quiet">
          <summary className="cursor-pointer py-1">{t('meaning')}</summary>
          {sentence}
        </details>
      )}
      <label htmlFor={id} className="flex min-h-11 items-center gap-3 text-body font-strong">
        <input
          id={id}
          type="checkbox"
          checked={hasAgreed}
          onChange={({ target }) => onAgreed(target.checked)}
          className="size-6 shrink-0 accent-accent"
        />
        {t('agrees')}
      </label>
    </div>
  )
}
