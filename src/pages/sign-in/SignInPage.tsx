import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import type { Session } from '#contract/api/session.ts'
import { changeSession } from '#src/api/session.ts'
import { selfTestPath } from '#src/app/paths.ts'
import { Link } from 'react-router-dom'
import { mistakeId, SignInFailure } from '#src/failure/SignInFailure.tsx'
import { CompanySignIn } from './CompanySignIn.tsx'
import { Door } from './Door.tsx'
import { TillForm, type TillCredentials } from '#src/ui/TillForm.tsx'

/**
 * The shop's way to sign in, and how long the screen then stays open (https://www.w3.org/WAI/WCAG22/Understanding/timeouts.html).
 */
export function SignInPage({ session }: { session: Session }) {
  const t = useTranslations('signIn')
  const app = useTranslations('app')
  return (
    <Door>
      {session.signIn === 'oidc' ? <CompanySignIn session={session} /> : <TillSignIn session={session} />}
      <p className="pt-4 text-small text-quiet">{t('staysOpen', { seconds: session.lockAfter })}</p>
      <Link
        to={selfTestPath}
        className="mt-2 inline-flex min-h-11 items-center text-body text-accent underline"
      >
        {app('selfTest')}
      </Link>
    </Door>
  )
}

function TillSignIn({ session }: { session: Session }) {
  const t = useTranslations('signIn')
  const client = useQueryClient()
  const signIn = useMutation({
    mutationFn: (credentials: TillCredentials) => changeSession(client, '', credentials),
  })
  return (
    <>
      <h1 className="pb-5 text-title font-strong">{t('title')}</h1>
      {signIn.error !== null && <SignInFailure failure={signIn.error} />}
      <TillForm
        filled={session.demo}
        asksPin
        isBusy={signIn.isPending}
        submitLabel={t('submit')}
        wrongBecause={mistakeId(signIn.error)}
        onSubmit={signIn.mutate}
      />
      {session.demo !== undefined && <p className="pt-4 text-body text-caution">{t('demo')}</p>}
    </>
  )
}
