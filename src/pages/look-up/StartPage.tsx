import { useQuery } from '@tanstack/react-query'
import { shopQuery } from '#src/api/shop.ts'
import { withLaterWords } from '#src/messages/words.ts'
import { Later } from '#src/ui/LazyPart.tsx'

/** Only the sandbox has it, so no real till downloads it. */
const tryThese = withLaterWords(() => import('./TryThese.tsx').then((module) => module.TryThese))

/** Nothing but the search box; in the sandbox also customers worth trying. */
export function StartPage() {
  const { data } = useQuery(shopQuery())
  if (data === undefined || data.tryThese.length === 0) return null
  return <Later load={tryThese} needs={{ people: data.tryThese }} />
}
