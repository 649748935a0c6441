import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#src/ui/Button.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { keptDraft } from '#src/app/search-draft.ts'
import type { Find } from './arrival.ts'
import { BoxTools } from './BoxTools.tsx'
import { useMistakeWords } from './find-words.ts'
import { SearchPanel } from './SearchPanel.tsx'
import type { SearchTools } from './search-tools.ts'
import { useSearch } from './use-search.ts'

type Props = {
  isLarge: boolean
  searchTools: SearchTools | undefined
  /** The search tools could not be fetched, and are being tried again. */
  isCutOff: boolean
  onFind: (find: Find) => void
  /** Called when a customer was chosen from a list. */
  onOpen: (userId: string) => void
  /** Called when the scan that was looked up turns out to be a part of a code. */
  onCancel: () => void
}

/**
 * The only search box, a combobox once its lists have been loaded. The app never empties it: typed text stays and is selected, so
 * that the next scan or key replaces it.
 *
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */
export function SearchForm({ isLarge, searchTools, isCutOff, onFind, onOpen, onCancel }: Props) {
  const t = useTranslations('search')
  const scan = useTranslations('scan')
  const mistakeWords = useMistakeWords()
  const id = useId()
  const form = useSearch({ searchTools, onFind, onOpen, onCancel })
  const { box, search, mistake, isOpen } = form
  const { list, active, fault, isWaiting = false } = search
  const hint = t(!isWaiting || searchTools ? 'hint' : isCutOff ? 'offline' : 'notReady')
  const wrong = fault ? scan(`fault.${fault}`) : mistake && mistakeWords(mistake)

  return (
    <search className="mx-auto block max-w-[40rem]">
      <form onSubmit={form.submit} noValidate autoComplete="off">
        <label htmlFor={id} className={isLarge ? 'block pb-2 text-title font-strong' : 'sr-only'}>
          {t('label')}
        </label>
        <div className="flex gap-2">
          <div className="relative min-w-0 flex-1">
            <span className="pointer-events-none absolute inset-y-0 start-0 flex items-center ps-3.5 text-quiet">
              <Icon name="search" />
            </span>
            <input
              ref={box}
              id={id}
              role="combobox"
              // Numbers and addresses are written from left to right in Arabic too.
              dir="auto"
              aria-autocomplete="list"
              aria-expanded={isOpen}
              aria-controls={isOpen ? `${id}-list` : undefined}
              aria-activedescendant={active && `${id}-${active}`}
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page is this box: a scan or a key must never need a click first
              autoFocus
              autoComplete="off"
              autoCorrect="off"
              autoCapitalize="off"
              spellCheck={false}
              enterKeyHint="search"
              inputMode={searchTools?.keyboard}
              aria-invalid={wrong !== undefined}
              aria-describedby={`${id}-help`}
              defaultValue={keptDraft()}
              onChange={({ target }) => form.type(target.value)}
              onKeyDown={form.press}
              onClick={form.openRecent}
              onBlur={form.close}
              className={`w-full rounded-control border border-edge bg-panel ps-11 pe-12 text-ink aria-invalid:border-stop ${isLarge ? 'h-14 text-title' : 'h-11 text-large'}`}
            />
            {searchTools && (
              <BoxTools box={box} listen={searchTools.listen} onScan={form.scan} onFault={form.fail} />
            )}
          </div>
          <Button type="submit" look="primary">
            {t('find')}
          </Button>
        </div>
        <div className="relative">
          <p
            id={`${id}-help`}
            role="status"
            className={wrong ? 'pt-2 text-body text-stop' : isLarge ? 'pt-2 text-body text-quiet' : 'sr-only'}
          >
            {wrong ?? hint}
          </p>
          {searchTools && (
            <SearchPanel
              id={id}
              keys={form.panel}
              list={list}
              active={active}
              isBelowMistake={wrong !== undefined}
              understanding={form.understanding}
              recent={searchTools.recent}
              writePhone={searchTools.writePhone}
              onActive={form.activate}
              onChoose={form.choose}
            />
          )}
        </div>
      </form>
    </search>
  )
}
