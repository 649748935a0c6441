import { useId, useRef, useState, type FormEvent } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#src/ui/Button.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { readSearch, type SearchMistake } from './read-search.ts'

/**
 * The one search box. It is never emptied by us: what was typed stays, selected, so that the next scan or key replaces it.
 */
export function SearchForm({ isLarge, onFind }: { isLarge: boolean; onFind: (userId: string) => void }) {
  const t = useTranslations('search')
  const [mistake, setMistake] = useState<SearchMistake>()
  const box = useRef<HTMLInputElement>(null)
  const id = useId()

  const find = (event: FormEvent) => {
    event.preventDefault()
    const reading = readSearch(box.current?.value ?? '')
    setMistake(reading.kind === 'mistake' ? reading.mistake : undefined)
    box.current?.focus()
    if (reading.kind === 'mistake') return
    box.current?.select()
    onFind(reading.userId)
  }

  /** Once a mistake was named, every further key is judged at once. */
  const reread = (text: string) => {
    const reading = readSearch(text)
    setMistake(reading.kind === 'mistake' && reading.mistake !== 'empty' ? reading.mistake : undefined)
  }

  return (
    <search className="min-w-0">
      <form onSubmit={find} noValidate autoComplete="off">
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
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page is this box: a scan or a key must never need a click first
              autoFocus
              autoComplete="off"
              autoCorrect="off"
              autoCapitalize="off"
              spellCheck={false}
              enterKeyHint="search"
              aria-invalid={mistake !== undefined}
              aria-describedby={`${id}-help`}
              onChange={(event) => mistake !== undefined && reread(event.target.value)}
              className={`w-full rounded-control border border-edge bg-panel ps-11 pe-3 text-ink tabular-nums aria-invalid:border-stop ${isLarge ? 'h-14 text-title' : 'h-11 text-large'}`}
            />
          </div>
          <Button type="submit" look="primary">
            {t('find')}
          </Button>
        </div>
        <p
          id={`${id}-help`}
          role="status"
          className={mistake ? 'pt-2 text-body text-stop' : helpLook(isLarge)}
        >
          {mistake ? t(`mistake.${mistake}`) : t('hint')}
        </p>
      </form>
    </search>
  )
}

const helpLook = (isLarge: boolean) => (isLarge ? 'pt-2 text-body text-quiet' : 'sr-only')
