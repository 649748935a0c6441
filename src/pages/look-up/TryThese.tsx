import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Shop } from '#contract/api/shop.ts'
import { customerPath } from '#src/app/paths.ts'
import { Link } from 'react-router-dom'
import { Button } from '#src/ui/Button.tsx'

const shownAtFirst = 10

/** Sentinels: customers of the sandbox, each of whom shows one condition. */
export function TryThese({ people }: { people: Shop['tryThese'] }) {
  const t = useTranslations('tryThese')
  const [showsAll, setShowsAll] = useState(false)
  const shown = showsAll ? people : people.slice(0, shownAtFirst)
  return (
    <section aria-labelledby="try-these" className="mx-auto w-full max-w-[64rem] pt-10 pb-8">
      <h2 id="try-these" className="border-b border-line pb-2 text-small font-strong">
        {t('title')}
      </h2>
      <ul className="gap-x-8 pt-1 sm:columns-2">
        {shown.map((person) => (
          <li key={person.userId} className="break-inside-avoid">
            <Person {...person} />
          </li>
        ))}
      </ul>
      {people.length > shown.length && (
        <div className="pt-3">
          <Button onClick={() => setShowsAll(true)}>
            {t('more', { count: people.length - shown.length })}
          </Button>
        </div>
      )}
    </section>
  )
}

const Person = ({ userId, name, what }: Shop['tryThese'][number]) => (
  <Link
    to={customerPath(userId)}
    className="-mx-2 flex min-h-14 items-baseline gap-4 rounded-control px-2 py-2 hover:bg-tone"
  >
    <span className="w-20 shrink-0 text-small text-quiet">{userId}</span>
    <span className="min-w-0">
      <span translate="no" className="line-clamp-1 text-body text-ink">
        <bdi>{name}</bdi>
      </span>
      <span className="block text-small text-quiet">
        <bdi lang="en">{what}</bdi>
      </span>
    </span>
  </Link>
)
