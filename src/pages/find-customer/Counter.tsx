import { useQuery, useQueryClient } from '@tanstack/react-query'
import { flushSync } from 'react-dom'
import { useTranslations } from 'use-intl'
import { customerQuery } from '#src/api/customers.ts'
import { shopQuery } from '#src/api/shop.ts'
import { customerPath, startPath } from '#src/paths.ts'
import { Outlet, useLocation, useNavigate } from '#src/router.ts'
import { Icon } from '#src/ui/Icon.tsx'
import { Mark } from '#src/ui/Mark.tsx'
import { SearchForm } from './SearchForm.tsx'

/** The frame of every screen: the search box is always there, large where it is all there is. */
export function Counter() {
  const t = useTranslations('app')
  const isStart = useLocation().pathname === startPath
  // The name of the app heads the page where no customer does.
  const Brand = isStart ? 'h1' : 'span'
  const client = useQueryClient()
  const navigate = useNavigate()

  const find = (userId: string) => {
    // The call leaves first. The former customer is off the screen before this handler returns: no frame shows both.
    void client.prefetchQuery({ ...customerQuery(userId), staleTime: 0 })
    flushSync(() => void navigate(customerPath(userId)))
  }

  return (
    <>
      <header className={isStart ? '' : 'z-10 border-b border-line bg-panel md:sticky md:top-0'}>
        <div className={`${width} grid gap-x-6 gap-y-2 py-2.5 ${isStart ? startAreas : workAreas}`}>
          <div className="flex h-11 items-center gap-2.5 [grid-area:brand]">
            <Mark />
            <Brand className="text-large font-strong">{t('name')}</Brand>
          </div>
          <div className={isStart ? 'pt-[10vh] [grid-area:search]' : '[grid-area:search]'}>
            <SearchForm isLarge={isStart} onFind={find} />
          </div>
          <div className="flex h-11 items-center justify-end [grid-area:facts]">
            <SandboxNote />
          </div>
        </div>
      </header>
      <main className={`${width} flex flex-1 flex-col`}>
        <Outlet />
      </main>
    </>
  )
}

const width = 'mx-auto w-full max-w-[84rem] px-4 sm:px-6'
const startAreas =
  "grid-cols-[1fr_minmax(0,40rem)_1fr] [grid-template-areas:'brand_brand_facts'_'._search_.'] max-sm:grid-cols-[1fr_auto] max-sm:[grid-template-areas:'brand_facts'_'search_search']"
const workAreas =
  "grid-cols-[1fr_minmax(0,36rem)_1fr] [grid-template-areas:'brand_search_facts'] max-md:grid-cols-[1fr_auto] max-md:[grid-template-areas:'brand_facts'_'search_search']"

function SandboxNote() {
  const t = useTranslations('app')
  const { data } = useQuery(shopQuery())
  if (data?.isSandbox !== true) return null
  return (
    <p className="flex items-center gap-1.5 rounded-control bg-caution-wash px-2.5 py-1 text-small text-caution">
      <Icon name="caution" className="size-4" />
      <span className="max-xl:hidden">{t('sandbox')}</span>
      <span className="xl:hidden">{t('sandboxShort')}</span>
    </p>
  )
}
