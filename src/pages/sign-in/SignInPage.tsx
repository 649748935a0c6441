import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import type { Session } from '#contract/api/session.ts'
import { changeSession } from '#src/api/session.ts'
import { selfTestPath, startPath } from '#src/app/paths.ts'
import { keepFocus } from '#src/app/keep-focus.ts'
import { Link, useNavigate } from '#src/app/router.tsx'
import { mistakeId, SignInFailure } from '#src/failure/SignInFailure.tsx'
import { Door } from './Door.tsx'
import { Later } from '#src/ui/LazyPart.tsx'
import { withSeldomWords } from '#src/messages/seldom-words.ts'
import { TillForm, type TillCredentials } from '#src/ui/TillForm.tsx'

const companySignIn = withSeldomWords(() =>
  import('./CompanySignIn.tsx').then((module) => module.CompanySignIn),
)

keepFocus()

/** How to get in, as the shop has it, and how long the screen stays open then (https://www.w3.org/WAI/WCAG22/Understanding/timeouts.html). */
export function SignInPage({ session }: { session: Session }) {
  const t = useTranslations('signIn')
  const selfTest = useTranslations('selfTest')
  return (
    <Door>
      {session.signIn === 'oidc' ? (
        <Later load={companySignIn} needs={{ session }} />
      ) : (
        <TillSignIn session={session} />
      )}
      <p className="pt-4 text-small text-quiet">{t('staysOpen', { seconds: session.lockAfter })}</p>
      <Link
        to={selfTestPath}
        className="mt-2 inline-flex min-h-11 items-center text-body text-accent underline"
      >
        {selfTest('title')}
      </Link>
    </Door>
  )
}

/** Who signs in after the session of the same till has ended comes back to the same customer; another till does not. */
function TillSignIn({ session }: { session: Session }) {
  const t = useTranslations('signIn')
  const client = useQueryClient()
  const navigate = useNavigate()
  const former = session.who?.till
  const signIn = useMutation({
    mutationFn: async (credentials: TillCredentials) => {
      if (former !== undefined && former !== credentials.till) await navigate(startPath)
      await changeSession(client, '', credentials)
    },
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
