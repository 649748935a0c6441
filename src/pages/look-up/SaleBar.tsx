import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import { useNavigate } from 'react-router-dom'
import { deciding } from '#src/api/decisions.ts'
import { purposesQuery } from '#src/api/verification.ts'
import { useAmount } from '#src/app/formats.ts'
import { endHandOver, goBack, useHandOver } from '#src/app/hand-over.ts'
import { forgetHeard } from '#src/app/heard.ts'
import { handOverPath } from '#src/app/paths.ts'
import { usePurposeName } from '#src/app/purpose-name.ts'
import { useFailureWords } from '#src/failure/failure-words.ts'
import { Button } from '#src/ui/Button.tsx'

type Open = NonNullable<ReturnType<typeof useHandOver>>

/** Above every screen while a till system waits for an answer: what for, and the way back. */
export function SaleBar() {
  const handOver = useHandOver()
  return handOver && <Bar handOver={handOver} />
}

function Bar({ handOver }: { handOver: Open }) {
  const t = useTranslations('handOver')
  const words = useFailureWords()
  const parts = useSaleWords(handOver)
  const { leave, failure } = useWayBack(handOver)
  return (
    <section aria-label={t('label')} className="border-b border-line bg-accent-wash">
      <div className="mx-auto flex w-full max-w-[84rem] flex-wrap items-center gap-x-4 gap-y-1 px-4 py-1 sm:px-6">
        <p className="min-w-0 flex-1 text-small font-strong wrap-anywhere sm:text-body">
          {parts.map((part, at) => (
            <bdi key={part} className="inline-block">
              {at === 0 ? part : `\u00a0· ${part}`}
            </bdi>
          ))}
        </p>
        {failure !== null && (
          <p role="alert" className="text-small text-caution">
            {words(failure).what}
          </p>
        )}
        <Button aria-keyshortcuts="Escape" onClick={leave}>
          {t('back')}
        </Button>
      </div>
    </section>
  )
}

/** What the till system has said of the sale, in words. */
function useSaleWords({ purpose, sale: { sale, points, amount } }: Open): string[] {
  const t = useTranslations('handOver')
  const worth = useTranslations('worth.gap')
  const format = useAmount()
  const nameOf = usePurposeName()
  const { data } = useQuery(purposesQuery())
  const known = data?.purposes.find(({ id }) => id === purpose)
  const stake = [
    points === undefined ? [] : worth('points', { count: points }),
    amount === undefined ? [] : format(amount),
  ].flat()
  return [
    sale === undefined ? t('noSale') : t('sale', { sale }),
    ...(known === undefined ? [] : [nameOf(known)]),
    ...(stake.length === 0 ? [] : [stake.join(' ≈ ')]),
  ]
}

/**
 * The way back to the till system: by the button, by Escape, and by itself when "same person" can no longer be taken back. After another
 * answer the associate may want to try another way.
 */
function useWayBack({ kind, people }: Open) {
  const navigate = useNavigate()
  const { data } = useQuery(purposesQuery())
  const answer = useSyncExternalStore(deciding.subscribe, () =>
    people.map((userId) => deciding.of(userId).answer).find((each) => each !== undefined),
  )
  const isNoted = answer?.state === 'noted'
  const receipt = isNoted ? answer.noted.receipt : undefined
  const { mutate, error } = useMutation({
    mutationFn: () => goBack(receipt === undefined ? {} : { receipt }),
    onSuccess: (url) => location.assign(url),
  })
  const leave = () => {
    if (kind === 'redirect') return mutate()
    forgetHeard()
    endHandOver('cancelled')
    return void navigate(handOverPath, { replace: true })
  }
  const goByItself = useEffectEvent(() => leave())
  const undoSeconds = data?.undoSeconds
  const since = isNoted && answer.result === 'same' ? answer.at : undefined
  // External: the clock.
  useEffect(() => {
    if (since === undefined || undoSeconds === undefined) return undefined
    const timer = setTimeout(() => goByItself(), since + undoSeconds * 1000 - performance.now())
    return () => clearTimeout(timer)
  }, [since, undoSeconds])
  // External: keys pressed anywhere on the page.
  useEffect(() => {
    const listener = ({ key, defaultPrevented }: KeyboardEvent) => {
      if (key === 'Escape' && !defaultPrevented && !document.querySelector('dialog[open]')) goByItself()
    }
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
  return { leave, failure: error }
}
