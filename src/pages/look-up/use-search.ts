import { useQueryClient } from '@tanstack/react-query'
import { useLayoutEffect, useRef, useState, type FormEvent, type KeyboardEvent } from 'react'
import { askedByLink, keepDraft, keptDraft } from '#src/app/search-draft.ts'
import { useLocation } from 'react-router-dom'
import type { Find } from './arrival.ts'
import { isPlainAtOnce } from './find-words.ts'
import { hasRows, readingsToOffer, type Choice } from './rows.tsx'
import type { Scan } from './scanner/layout.ts'
import type { ScanFault } from './scanner/listen.ts'
import type { List, PanelKeys } from './SearchPanel.tsx'
import { searchToolsQuery, type SearchTools } from './search-tools.ts'
import { createTypedKeys } from './typed-keys.ts'

/**
 * `list` is the list open below the box; `active` is the row selected with the arrow keys. `place` is where in the app the text was
 * typed or asked for: elsewhere its mistake is not shown any more.
 */
type Search = {
  text: string
  place?: string
  list?: List | undefined
  active?: string | undefined
  wasAsked?: boolean
  isWaiting?: boolean
  /** Why nobody is looked up. */
  fault?: ScanFault | 'link' | undefined
}

type Needs = {
  searchTools: SearchTools | undefined
  onFind: (find: Find) => void
  /** Called when a customer was chosen from a list. */
  onOpen: (userId: string) => void
  /** Called when the scan that was looked up turns out to be a part of a code. */
  onCancel: () => void
}

/** Milliseconds after a scan in which a broken one belongs to the same code, which has a line end in it. */
const sameCode = 1500

/** The state of the search box, and what happens with it. */
export function useSearch({ searchTools, onFind, onOpen, onCancel }: Needs) {
  const client = useQueryClient()
  const { key: place } = useLocation()
  const [search, setSearch] = useState<Search>(() => ({
    text: keptDraft(),
    wasAsked: keptDraft() !== '',
    fault: askedByLink() ? 'link' : undefined,
  }))
  const [typedKeys] = useState(createTypedKeys)
  const box = useRef<HTMLInputElement>(null)
  const panel = useRef<PanelKeys>(null)
  const scannedAt = useRef(-Infinity)
  const { text, list, active, wasAsked = false } = search
  // External: the selection, so that the next key or scan replaces a text that was kept through a lock.
  useLayoutEffect(() => {
    if (keptDraft() !== '') box.current?.select()
  }, [])

  const understanding = text !== '' || wasAsked ? searchTools?.understand(text) : undefined
  const isMistaken = understanding?.understood === false && search.place === place
  const mistake =
    isMistaken && (wasAsked || isPlainAtOnce(understanding.mistake)) ? understanding.mistake : undefined
  const isOpen =
    list !== undefined && searchTools !== undefined && hasRows(list, understanding, searchTools.recent)

  const find = (by: SearchTools, scan?: Scan) => {
    const field = box.current
    if (field === null) return
    const keys = scan ?? typedKeys.read(field.value)
    if (keys !== undefined) field.value = keys.meant
    const typed = field.value
    keepDraft(typed)
    const way = scan === undefined ? 'typed' : 'scanned'
    const reading = by.understandToAsk(typed, way)
    const canInsist = mistake !== undefined && 'anyway' in mistake
    const isSecondTime = scan === undefined && canInsist && wasAsked && typed === text
    const [best, ...others] = reading.understood || isSecondTime ? readingsToOffer(reading) : []
    setSearch({ text: typed, place, wasAsked: true, list: reading.understood ? undefined : 'readings' })
    field.focus()
    field.select()
    if (best === undefined) return
    leaveOnTouch(field)
    scannedAt.current = scan === undefined ? -Infinity : performance.now()
    onFind({ readings: [best, ...others], way, keys })
  }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (active !== undefined && panel.current?.choose()) return
    if (searchTools !== undefined) return find(searchTools)
    if (search.isWaiting) return
    const typed = box.current?.value ?? ''
    setSearch({ text: typed, place, isWaiting: true })
    // Unless the associate has changed the text in the meantime.
    void client.fetchQuery(searchToolsQuery()).then((loaded) => box.current?.value === typed && find(loaded))
  }

  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    // An input method's keys, also the one that ends it, which Safari sends afterwards.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    typedKeys.note(event.nativeEvent, event.currentTarget)
    // A key that is held down would look the same customer up thirty times a second, until look-ups are paused.
    if (event.key === 'Enter' && event.repeat) event.preventDefault()
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by !== undefined) {
      event.preventDefault()
      if (isOpen) panel.current?.move(by)
      else setSearch({ ...search, list: text !== '' && !wasAsked ? 'readings' : 'recent' })
    }
    // In an empty box the key means nothing here.
    if (event.key === 'Escape' && (isOpen || event.currentTarget.value !== '')) {
      event.preventDefault()
      if (!isOpen && box.current !== null) box.current.value = ''
      setSearch(isOpen ? { ...search, list: undefined, active: undefined } : { text: '' })
    }
  }

  return {
    search,
    box,
    panel,
    understanding,
    mistake,
    isOpen,
    submit,
    press,
    type: (typed: string) => {
      keepDraft(typed)
      setSearch({ text: typed, place, list: 'readings' })
    },
    scan: (scan: Scan) => searchTools && find(searchTools, scan),
    /** Nothing stays chosen from which an Enter could go on. */
    fail: (fault: ScanFault) => {
      if (performance.now() - scannedAt.current < sameCode) onCancel()
      setSearch({ text, fault })
    },
    openRecent: () => (text === '' || wasAsked) && setSearch({ ...search, list: 'recent' }),
    close: () => setSearch((before) => ({ ...before, list: undefined, active: undefined })),
    activate: (row: string) => setSearch({ ...search, active: row }),
    choose: (choice: Choice) => {
      box.current?.select()
      leaveOnTouch(box.current)
      setSearch({ text, wasAsked: true })
      if (typeof choice === 'string') onOpen(choice)
      else onFind({ readings: choice, way: 'typed' })
    },
  }
}

/** Otherwise the on-screen keyboard would cover half of the customer. */
function leaveOnTouch(box: HTMLInputElement | null) {
  if (matchMedia('(pointer: coarse)').matches) box?.blur()
}
