import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useTranslations } from 'use-intl'
import type { Customer } from '#contract/customer/customer.ts'
import type { CodeChannel } from '#contract/api/verification.ts'
import { follow } from '#src/api/session.ts'
import { shopQuery } from '#src/api/shop.ts'
import { checkCode, sendCode } from '#src/api/verification.ts'
import { Button } from '#src/ui/Button.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { SideDialog } from '#src/ui/SideDialog.tsx'
import { TextField } from '#src/ui/TextField.tsx'
import { asGiven } from './as-given.tsx'
import { FailedMethod } from './FailedMethod.tsx'
import { channelsOnFile } from './ways.ts'

type Props = { userId: string; customer: Customer; onProven: (proof: string) => void; onClose: () => void }

/** A one-time code to the address on file. Only the customer knows whether it arrives. */
export function CodeMethod({ userId, customer, onProven, onClose }: Props) {
  const t = useTranslations('code')
  const client = useQueryClient()
  const { data: shop } = useQuery(shopQuery())
  const send = useMutation({
    mutationFn: (channel: CodeChannel) => sendCode(client, userId, channel),
    onError: (fault) => follow(client, fault),
  })
  const check = useMutation({
    mutationFn: (code: string) => checkCode(userId, { id: send.data?.id ?? '', code }),
    onError: (fault) => follow(client, fault),
    onSuccess: ({ proof }) => {
      if (proof !== undefined) onProven(proof)
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const code = new FormData(event.currentTarget).get('code')
    event.currentTarget.reset()
    if (typeof code === 'string' && code.trim() !== '' && !check.isPending) check.mutate(code.trim())
  }
  const sendTo = (channel: CodeChannel) => {
    check.reset()
    if (!send.isPending) send.mutate(channel)
  }
  return (
    <SideDialog title={t('title')} closeLabel={t('close')} onClose={onClose}>
      {send.error !== null && <FailedMethod failure={send.error} />}
      {check.error !== null && <FailedMethod failure={check.error} />}
      {check.data?.isRight === true ? (
        <p role="alert" className="flex items-center gap-2 text-large text-ok">
          <Icon name="ok" />
          {t('right')}
        </p>
      ) : (
        <>
          {send.data !== undefined && (
            <form onSubmit={submit} className="grid gap-4 pb-5">
              <div role="alert">
                <p className="text-body">
                  {t.rich('asked', {
                    to: send.data.to,
                    b: asGiven,
                  })}
                </p>
                <p className="text-body text-quiet">{t('mayNotArrive')}</p>
                {shop?.isSandbox === true && <p className="text-body text-caution">{t('sandbox')}</p>}
              </div>
              <TextField
                label={t('label')}
                name="code"
                autoComplete="off"
                autoFocus
                maxLength={60}
                required
                isWrong={check.data?.isRight === false}
                {...(check.data?.isRight === false
                  ? { note: t('wrong', { count: check.data.triesLeft }) }
                  : {})}
              />
              <Button type="submit" look="primary">
                {check.isPending ? t('checking') : t('check')}
              </Button>
            </form>
          )}
          <p className="pb-3 text-body">{t('where')}</p>
          <div className="flex flex-wrap gap-3">
            {channelsOnFile(customer).map((channel) => (
              <Button key={channel} onClick={() => sendTo(channel)}>
                {send.isPending && send.variables === channel ? t('sending') : t(`to.${channel}`)}
              </Button>
            ))}
          </div>
        </>
      )}
    </SideDialog>
  )
}
