import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import type { RecordVerdict } from '#contract/api/office.ts'
import { verifyRecord } from '#src/api/office.ts'
import { FailureMessage } from '#src/failure/FailureMessage.tsx'
import { Button } from '#src/ui/Button.tsx'
import { Icon } from '#src/ui/Icon.tsx'

/** Checks that nothing of the record was edited, taken out or cut off. */
export function VerifySection() {
  const t = useTranslations('office')
  const verifying = useMutation({ mutationFn: verifyRecord })
  return (
    <section aria-label={t('verify')} className="flex flex-wrap items-start gap-4">
      <Button aria-disabled={verifying.isPending} onClick={() => !verifying.isPending && verifying.mutate()}>
        {verifying.isPending ? t('verifying') : t('verify')}
      </Button>
      <div role="status" className="min-w-0 flex-1 pt-2.5 text-body">
        {verifying.data && <Verdict {...verifying.data} />}
      </div>
      <FailureMessage failure={verifying.error} />
    </section>
  )
}

function Verdict({ entries, breaks }: RecordVerdict) {
  const t = useTranslations('office')
  if (breaks.length === 0)
    return (
      <p className="flex items-center gap-2 text-ok">
        <Icon name="ok" />
        {t('whole', { entries })}
      </p>
    )
  return (
    <div className="text-large text-stop">
      <p className="flex items-center gap-2 font-strong">
        <Icon name="stop" />
        {t('broken')}
      </p>
      <ul className="list-disc ps-8 text-body">
        {breaks.map(({ chain, seq, what }) => (
          <li key={`${chain} ${seq}`}>{t('break', { chain, seq, what })}</li>
        ))}
      </ul>
    </div>
  )
}
