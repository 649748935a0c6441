import { useTranslations } from 'use-intl'
import { directionOf } from '#contract/store/languages.ts'
import { chooseLanguage } from './choose.ts'
import { ownNames } from './own-names.ts'
import { useSpoken } from './words.ts'
import { Icon } from '#src/ui/Icon.tsx'

/** The browser's own list, under an icon that means "language" in any language. */
export function LanguageMenu() {
  const t = useTranslations('language')
  const { language } = useSpoken()
  return (
    <span className="relative flex size-11 items-center justify-center rounded-control text-quiet hover:bg-tone has-focus-visible:outline-3 has-focus-visible:outline-accent">
      <Icon name="language" />
      <select
        aria-label={t('label')}
        title={t('label')}
        value={language}
        translate="no"
        onChange={({ target }) => void chooseLanguage(target.value).catch(() => undefined)}
        className="absolute inset-0 cursor-pointer opacity-0 outline-none"
      >
        {[...ownNames].map(([tag, name]) => (
          <option key={tag} value={tag} lang={tag} dir={directionOf(tag)} className="bg-panel text-ink">
            {name}
          </option>
        ))}
      </select>
    </span>
  )
}
