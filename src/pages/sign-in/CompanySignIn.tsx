import { useTranslations } from 'use-intl'
import type { Session, SignInFault } from '#contract/api/session.ts'
import { sessionCall } from '#src/api/addresses.ts'
import { Button } from '#src/ui/Button.tsx'
import { Notice } from '#src/ui/Notice.tsx'

/** Sign-in with the company's identity provider, which returns to the customer in the address bar. */
export function CompanySignIn({ session: { fault } }: { session: Session }) {
  const t = useTranslations('company')
  return (
    <>
      <h1 className="pb-5 text-title font-strong">{t('title')}</h1>
      {fault !== undefined && <FaultNotice fault={fault} />}
      <CompanyButton label={t('submit')} />
    </>
  )
}

/** Why a sign-in failed. The gateway reports it once. */
export function FaultNotice({ fault }: { fault: SignInFault }) {
  const t = useTranslations('company')
  return (
    <div role="alert" className="pb-5">
      <Notice tone="stop">
        <p className="font-strong">{t(`fault.${fault}.what`)}</p>
        <p>{t(`fault.${fault}.next`)}</p>
      </Notice>
    </div>
  )
}

/** A navigation, not a call: the provider's pages replace ours. */
const goToCompany = () => location.assign(`${sessionCall}/oidc?to=${encodeURIComponent(location.pathname)}`)

const CompanyButton = ({ label }: { label: string }) => (
  <Button look="primary" onClick={goToCompany} autoFocus>
    {label}
  </Button>
)

/** The same button on a locked screen; `isOnly` if there is no other way to unlock it. */
export function CompanyAgain({ isOnly }: { isOnly: boolean }) {
  const t = useTranslations('company')
  return isOnly ? <CompanyButton label={t('again')} /> : <Button onClick={goToCompany}>{t('again')}</Button>
}
