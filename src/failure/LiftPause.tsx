import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { liftPause } from '#src/api/pauses.ts'
import { sessionQuery } from '#src/api/session.ts'
import { TillForm } from '#src/ui/TillForm.tsx'
import { mistakeId, SignInFailure } from './SignInFailure.tsx'

/** Lets a manager, who is not the one that is paused, lift a pause of look-ups at this till. The search then continues. */
export function LiftPause({ onLifted }: { onLifted: () => void }) {
  const t = useTranslations('pauses')
  const { data: session } = useQuery(sessionQuery())
  const lift = useMutation({ mutationFn: liftPause, onSuccess: onLifted })
  if (session?.signIn !== 'till') return <p className="max-w-[32rem] pt-4 text-body">{t('elsewhere')}</p>
  return (
    <div className="max-w-[26rem] pt-6">
      {lift.error !== null && <SignInFailure failure={lift.error} />}
      <section aria-labelledby="lift-here">
        <h2 id="lift-here" className="pb-3 text-large font-strong">
          {t('here')}
        </h2>
        <TillForm
          filled={undefined}
          asksPin={false}
          isBusy={lift.isPending}
          submitLabel={t('lift')}
          wrongBecause={mistakeId(lift.error)}
          onSubmit={({ till, password }) => lift.mutate({ till, password })}
        />
      </section>
    </div>
  )
}
