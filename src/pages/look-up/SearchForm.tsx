import { useQueryClient } from '@tanstack/react-query'
import { useId, useRef, useState, type FormEvent, type KeyboardEvent } from 'react'
import { useTranslations } from 'use-intl'
import type { Candidate } from './understanding/candidate.ts'
import type { Scan } from './scanner/layout.ts'
import { Button } from '#src/ui/Button.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { keepDraft, keptDraft } from '#src/app/search-draft.ts'
import { BoxTools } from './BoxTools.tsx'
import { isPlainAtOnce, useMistakeWords } from './find-words.ts'
import { hasRows } from './rows.tsx'
import { SearchPanel, type PanelKeys } from './SearchPanel.tsx'
import { searchToolsQuery, type SearchTools } from './search-tools.ts'

export type Find = { readings: [Candidate, ...Candidate[]]; scan?: Scan | undefined }

type Props = {
  isLarge: boolean
  searchTools: SearchTools | undefined
  /** The search tools could not be fetched, and are being tried again. */
  isCutOff: boolean
  onFind: (find: Find) => void
  /** Called when a customer was chosen from a list. */
  onOpen: (userId: string) => void
}

/** `list` is the list open below the box; `active` is the row selected with the arrow keys. */
type Search = {
  text: string
  list?: 'readings' | 'recent' | undefined
  active?: string | undefined
  wasAsked?: boolean
  isWaiting?: boolean
}

/**
 * The only search box, a combobox once its lists have been loaded. The app never empties it: typed text stays and is selected, so
 * that the next scan or key replaces it.
 *
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */
export function SearchForm({ isLarge, searchTools, isCutOff, onFind, onOpen }: Props) {
  const t = useTranslations('search')
  const mistakeWords = useMistakeWords()
  const client = useQueryClient()
  const [search, setSearch] = useState<Search>(() => ({ text: keptDraft(), wasAsked: keptDraft() !== '' }))
  const box = useRef<HTMLInputElement>(null)
  const panel = useRef<PanelKeys>(null)
  const id = useId()
  const { text, list, active, wasAsked = false, isWaiting = false } = search

  const understanding = text !== '' || wasAsked ? searchTools?.understand(text) : undefined
  const mistake =
    understanding?.understood === false && (wasAsked || isPlainAtOnce(understanding.mistake))
      ? understanding.mistake
      : undefined

  const isOpen =
    list !== undefined && searchTools !== undefined && hasRows(list, understanding, searchTools.recent)

  const find = (by: SearchTools, scan?: Scan) => {
    const typed = box.current?.value ?? ''
    keepDraft(typed)
    const reading = by.understand(typed)
    setSearch({ text: typed, wasAsked: true, list: reading.understood ? undefined : 'readings' })
    box.current?.focus()
    if (!reading.understood) return
    box.current?.select()
    // Otherwise the on-screen keyboard would cover half of the customer.
    if (matchMedia('(pointer: coarse)').matches) box.current?.blur()
    onFind({ readings: reading.candidates, scan })
  }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (active !== undefined && panel.current?.choose()) return
    if (searchTools !== undefined) return find(searchTools)
    if (isWaiting) return
    const typed = box.current?.value ?? ''
    setSearch({ text: typed, isWaiting: true })
    // Unless the associate has changed the text in the meantime.
    void client.fetchQuery(searchToolsQuery()).then((loaded) => box.current?.value === typed && find(loaded))
  }

  const press = (event: KeyboardEvent) => {
    // A key that is held down would look the same customer up thirty times a second, until look-ups are paused.
    if (event.key === 'Enter' && event.repeat) event.preventDefault()
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by !== undefined) {
      event.preventDefault()
      if (isOpen) panel.current?.move(by)
      else setSearch({ ...search, list: text !== '' && !wasAsked ? 'readings' : 'recent' })
    }
    if (event.key === 'Escape') {
      event.preventDefault()
      if (!isOpen && box.current !== null) box.current.value = ''
      setSearch(isOpen ? { ...search, list: undefined, active: undefined } : { text: '' })
    }
  }

  return (
    <search className="mx-auto block max-w-[40rem]">
      <form onSubmit={submit} noValidate autoComplete="off">
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
              aria-invalid={mistake !== undefined}
              aria-describedby={`${id}-help`}
              defaultValue={keptDraft()}
              onChange={(event) => {
                keepDraft(event.target.value)
                setSearch({ text: event.target.value, list: 'readings' })
              }}
              onKeyDown={press}
              onClick={() => (text === '' || wasAsked) && setSearch({ ...search, list: 'recent' })}
              onBlur={() => setSearch((before) => ({ ...before, list: undefined, active: undefined }))}
              className={`w-full rounded-control border border-edge bg-panel ps-11 pe-12 text-ink aria-invalid:border-stop ${isLarge ? 'h-14 text-title' : 'h-11 text-large'}`}
            />
            {searchTools && (
              <BoxTools
                box={box}
                listen={searchTools.listen}
                onScan={(scan) => {
                  if (box.current !== null) box.current.value = scan.meant
                  find(searchTools, scan)
                }}
              />
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
            className={mistake ? 'pt-2 text-body text-stop' : helpLook(isLarge)}
          >
            {mistake
              ? mistakeWords(mistake)
              : t(!isWaiting || searchTools ? 'hint' : isCutOff ? 'offline' : 'notReady')}
          </p>
          {searchTools && (
            <SearchPanel
              id={id}
              box={box}
              keys={panel}
              list={list}
              active={active}
              mistake={mistake}
              understanding={understanding}
              recent={searchTools.recent}
              writePhone={searchTools.writePhone}
              onActive={(row) => setSearch({ ...search, active: row })}
              onChoose={(choice) => {
                setSearch({ text, wasAsked: true })
                if (typeof choice === 'string') onOpen(choice)
                else onFind({ readings: choice })
              }}
            />
          )}
        </div>
      </form>
    </search>
  )
}

const helpLook = (isLarge: boolean) => (isLarge ? 'pt-2 text-body text-quiet' : 'sr-only')
