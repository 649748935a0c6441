import { useImperativeHandle, type Ref } from 'react'
import { useTranslations } from 'use-intl'
import type { Understanding } from './understanding/candidate.ts'
import { useIsScreenPrivate } from '#src/app/privacy-screen.ts'
import type { RecentCustomers } from '#src/app/recent-customers.ts'
import { useReadingRows, usePeopleRows, useRecentRows, type Choice } from './rows.tsx'

export type PanelKeys = {
  /** Goes to the next row, or with -1 to the one before; it wraps at the ends. */
  move: (by: number) => void
  /** Chooses the active row. @returns false if the row no longer exists */
  choose: () => boolean
}

export type List = 'readings' | 'recent'

type Props = {
  id: string
  keys: Ref<PanelKeys>
  /** Which list is open. */
  list: List | undefined
  active: string | undefined
  /** Words about a mistake stand between the box and the list. */
  isBelowMistake: boolean
  understanding: Understanding | undefined
  recent: RecentCustomers
  writePhone: (digits: string) => string
  onActive: (row: string) => void
  onChoose: (choice: Choice) => void
}

/** Below the search box: the readings of its text, people whose name begins with it, or the recent customers. */
export function SearchPanel({ id, keys, active, isBelowMistake, onActive, onChoose, ...needs }: Props) {
  const isScreenPrivate = useIsScreenPrivate()
  const list = isScreenPrivate ? undefined : needs.list
  const t = useTranslations('find')
  const readings = useReadingRows(list === 'readings' ? needs.understanding : undefined, needs.writePhone)
  const people = usePeopleRows(list === 'readings' ? needs.understanding : undefined)
  const recent = useRecentRows(list === 'recent' ? needs.recent : undefined)
  const groups = [
    { label: t('readings'), rows: readings.rows },
    { label: t('people'), rows: people.rows },
    { label: t('recent'), rows: recent },
  ].filter(({ rows }) => rows.length > 0)
  const rows = groups.flatMap((group) => group.rows)

  useImperativeHandle(keys, () => ({
    move: (by) => {
      const at = rows.findIndex(({ key }) => key === active)
      const next = rows.at(at < 0 && by < 0 ? -1 : (at + by) % rows.length)
      if (next !== undefined) onActive(next.key)
    },
    choose: () => {
      const row = rows.find(({ key }) => key === active)
      if (row !== undefined) onChoose(row.choice)
      return row !== undefined
    },
  }))

  return (
    <>
      <p role="status" className="sr-only">
        {[readings.news, people.news].filter(Boolean).join(' ')}
      </p>
      {groups.length > 0 && (
        <div
          className={`absolute inset-x-0 z-20 mt-1.5 flex max-h-[60dvh] flex-col rounded-panel border border-line bg-panel pb-1.5 [box-shadow:var(--floating)] ${isBelowMistake ? 'top-full' : 'top-0'}`}
        >
          <div id={`${id}-list`} role="listbox" aria-label={t('options')} className="overflow-y-auto">
            {groups.map(({ label, rows: inGroup }) => (
              <div key={label} role="group" aria-label={label}>
                <p aria-hidden="true" className="px-4 pt-2.5 pb-1 text-small text-quiet">
                  {label}
                </p>
                {inGroup.map(({ key, choice, content }) => (
                  // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys of a combobox are its box's
                  <div
                    key={key}
                    id={`${id}-${key}`}
                    role="option"
                    tabIndex={-1}
                    aria-selected={key === active}
                    ref={(row) => {
                      if (key === active) row?.scrollIntoView({ block: 'nearest' })
                    }}
                    // Otherwise the box would lose the focus, and the list would close before the click.
                    onPointerDown={(event) => event.preventDefault()}
                    onClick={() => onChoose(choice)}
                    className="flex min-h-11 cursor-pointer flex-wrap items-center gap-x-3 px-4 py-1.5 text-body hover:bg-tone aria-selected:bg-accent-wash aria-selected:outline-2 aria-selected:-outline-offset-2 aria-selected:outline-accent"
                  >
                    {content}
                  </div>
                ))}
              </div>
            ))}
          </div>
          {people.foot !== undefined && (
            <p className="px-4 pt-2 pb-1.5 text-small text-quiet">{people.foot}</p>
          )}
        </div>
      )}
    </>
  )
}
