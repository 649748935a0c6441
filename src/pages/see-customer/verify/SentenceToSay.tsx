import { useState } from 'react'
import { IntlProvider, useTranslations } from 'use-intl'
import { directionOf } from '#contract/store/languages.ts'
import { loadFonts } from '#src/app/fonts/load.ts'
import { ownNames } from '#src/messages/own-names.ts'
import { wordsOf, type Spoken } from '#src/messages/words.ts'
import { Icon } from '#src/ui/Icon.tsx'

/** A polite sentence to say to the customer, or to show to them in a language of theirs. The screen keeps its own language. */
export function SentenceToSay() {
  const t = useTranslations('notSame')
  const [theirs, setTheirs] = useState<Spoken>()
  const choose = async (language: string) => {
    // Without a connection the sentence stays as it is.
    const spoken = language === '' ? undefined : await wordsOf(language).catch(() => theirs)
    if (spoken !== undefined) loadFonts(spoken.language)
    setTheirs(spoken)
  }
  return (
    <div className="grid gap-1 pb-1 text-body">
      <p>
        <span className="text-quiet">{t('say')}</span>{' '}
        {theirs === undefined ? (
          <Sentence />
        ) : (
          <IntlProvider locale={theirs.language} messages={theirs.words} timeZone="UTC">
            <Sentence language={theirs.language} />
          </IntlProvider>
        )}
      </p>
      <span className="relative inline-flex max-w-full min-w-0 items-center justify-self-start">
        <select
          aria-label={t('inTheirs')}
          value={theirs?.language ?? ''}
          onChange={({ target }) => void choose(target.value)}
          className="min-h-11 max-w-full min-w-0 appearance-none rounded-full bg-tone ps-3.5 pe-9 text-small font-strong text-ink text-ellipsis hover:bg-line"
        >
          <option value="">{t('inTheirs')}</option>
          {[...ownNames].map(([tag, name]) => (
            <option key={tag} value={tag} lang={tag} dir={directionOf(tag)} translate="no">
              {name}
            </option>
          ))}
        </select>
        <span className="pointer-events-none absolute end-3">
          <Icon name="down" className="size-4" />
        </span>
      </span>
    </div>
  )
}

function Sentence({ language }: { language?: string }) {
  const t = useTranslations('notSame')
  if (language === undefined) return <q>{t('sentence')}</q>
  return (
    <q lang={language} dir={directionOf(language)} translate="no" className="block text-large">
      {t('sentence')}
    </q>
  )
}
