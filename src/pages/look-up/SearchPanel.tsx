import { useImperativeHandle, type Ref, type RefObject } from 'react'
import { useTranslations } from 'use-intl'
import type { Mistake, Understanding } from './understanding/candidate.ts'
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
  box: RefObject<HTMLInputElement | null>
  keys: Ref<PanelKeys>
  /** Which list is open. */
  list: List | undefined
  active: string | undefined
  /** The mistake shown between the box and the list. */
  mistake: Mistake | undefined
  understanding: Understanding | undefined
  recent: RecentCustomers
  writePhone: (digits: string) => string
  onActive: (row: string) => void
  onChoose: (choice: Choice) => void
}

/** Below the search box: the readings of its text, people whose name begins with it, or the recent customers. */
export function SearchPanel({ id, box, keys, list, active, mistake, onActive, onChoose, ...needs }: Props) {
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

  const choose = (choice: Choice) => {
    box.current?.select()
    // Otherwise the on-screen keyboard would cover half of the customer.
    if (matchMedia('(pointer: coarse)').matches) box.current?.blur()
    onChoose(choice)
  }

  useImperativeHandle(keys, () => ({
    move: (by) => {
      const at = rows.findIndex(({ key }) => key === active)
      const next = rows.at(at < 0 && by < 0 ? -1 : (at + by) % rows.length)
      if (next !== undefined) onActive(next.key)
    },
    choose: () => {
      const row = rows.find(({ key }) => key === active)
      if (row !== undefined) choose(row.choice)
      return row !== undefined
    },
  }))

  return (
    <>
      <p role="status" className="sr-only">
        {readings.news} {people.news}
      </p>
      {groups.length > 0 && (
        <div
          className={`absolute inset-x-0 z-20 mt-1.5 flex max-h-[60dvh] flex-col rounded-panel border border-line bg-panel pb-1.5 [box-shadow:var(--floating)] ${mistake ? 'top-full' : 'top-0'}`}
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
                    onClick={() => choose(choice)}
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
