import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, useSyncExternalStore, type FormEvent } from 'react'
import { useTranslations } from 'use-intl'
import { digitValue } from '#contract/store/digits.ts'
import { deciding } from '#src/api/decisions.ts'
import { isUnsure, redeeming } from '#src/api/redeeming.ts'
import { redeem, sendRedemptionCode } from '#src/api/redemptions.ts'
import { follow } from '#src/api/session.ts'
import { shopQuery } from '#src/api/shop.ts'
import { worthQuery } from '#src/api/worth.ts'
import { useAmount } from '#src/app/formats.ts'
import { FailureMessage } from '#src/failure/FailureMessage.tsx'
import { PartWords } from '#src/messages/PartWords.tsx'
import { Button } from '#src/ui/Button.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { SideDialog } from '#src/ui/SideDialog.tsx'
import { TextField } from '#src/ui/TextField.tsx'

type Props = { userId: string; receipt: string }

/** After "same person": redeems points for the answer, once. */
export const RedeemPoints = (props: Props) => (
  <PartWords part="redeem" placeholder={null}>
    <Redeem key={props.receipt} {...props} />
  </PartWords>
)

/** Redeems, and asks for what the customer has afterwards. */
function useRedeeming({ userId, receipt }: Props) {
  const client = useQueryClient()
  const redemption = useSyncExternalStore(redeeming.subscribe, () => redeeming.of(receipt))
  const { mutate } = useMutation({
    mutationFn: (asked: { points: number; code?: string }) => redeem({ userId, receipt, ...asked }),
    onError: (fault) => follow(client, fault),
    onSettled: () => client.invalidateQueries({ queryKey: worthQuery(userId).queryKey }),
  })
  return { redemption, send: mutate }
}

function Redeem({ userId, receipt }: Props) {
  const t = useTranslations('redeem')
  const [isOpen, setIsOpen] = useState(false)
  const { redemption, send } = useRedeeming({ userId, receipt })
  const isAsking = redemption?.state === 'sending'
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <div role="status" className="contents">
        {redemption?.state === 'done' && <Done {...redemption.done} />}
        {isAsking && !isOpen && <p className="text-body text-quiet">{t('asking')}</p>}
      </div>
      {redemption?.state === 'failed' && isUnsure(redemption) && (
        <>
          <FailureMessage failure={redemption.failure} />
          <Button onClick={() => send({ points: redemption.points })}>{t('ask')}</Button>
        </>
      )}
      {redemption?.state !== 'done' && !isUnsure(redemption) && (
        <>
          {!isAsking && (
            <Button look="primary" onClick={() => setIsOpen(true)}>
              {t('open')}
            </Button>
          )}
          {isOpen && (
            <RedeemDialog userId={userId} receipt={receipt} send={send} onClose={() => setIsOpen(false)} />
          )}
        </>
      )}
    </div>
  )
}

type DoneProps = {
  points: number
  id?: string | undefined
  before?: number | undefined
  after?: number | undefined
}

function Done({ points, id, before, after }: DoneProps) {
  const t = useTranslations('redeem')
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-body">
      <Icon name="ok" className="size-5 text-ok" />
      <span className="font-strong">{t('done', { points })}</span>
      {before !== undefined && after !== undefined && <bdi>{t('balance', { before, after })}</bdi>}
      {id !== undefined && (
        <span>
          {t('id')}{' '}
          <span dir="ltr" translate="no" className="font-strong select-all">
            {id}
          </span>
        </span>
      )}
    </p>
  )
}

type DialogProps = Props & {
  send: (asked: { points: number; code?: string }) => void
  onClose: () => void
}

/** A whole number of points as it was written, in any digits. */
const numberIn = (written: string) => {
  const plain = written.trim().replaceAll(/\p{Nd}/gu, digitValue)
  return /^[1-9]\d{0,8}$/.test(plain) ? Number(plain) : undefined
}

function RedeemDialog({ userId, receipt, send, onClose }: DialogProps) {
  const t = useTranslations('redeem')
  const redemption = useSyncExternalStore(redeeming.subscribe, () => redeeming.of(receipt))
  const [written, setWritten] = useState('')
  const [code, setCode] = useState('')
  const [wasAsked, setWasAsked] = useState(false)
  const { has, worthOf } = useAccount(userId)
  const failure = redemption?.state === 'failed' ? redemption.failure : null
  const isSending = redemption?.state === 'sending'
  const [needsCode, setNeedsCode] = useState(false)
  if (failure?.code === 'code_needed' && !needsCode) setNeedsCode(true)

  const points = numberIn(written)
  const isWrong = points === undefined || points > has
  const isTooMuch = failure?.code === 'not_enough' && redemption?.points === points
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setWasAsked(true)
    if (isWrong || isSending) return
    if (isTooMuch) deciding.askFor(userId, points)
    else send({ points, ...(needsCode && code.trim() !== '' && { code: code.trim() }) })
  }
  const note = wasAsked && isWrong ? t('wrong') : has < Infinity ? t('has', { points: has }) : undefined
  return (
    <SideDialog title={t('open')} closeLabel={t('close')} onClose={onClose}>
      <form onSubmit={submit} noValidate className="grid gap-4">
        <TextField
          label={t('points')}
          name="points"
          inputMode="numeric"
          autoComplete="off"
          maxLength={9}
          value={written}
          onChange={({ target }) => setWritten(target.value)}
          isWrong={wasAsked && isWrong}
          {...(note !== undefined && { note })}
        />
        {!isWrong && worthOf(points) !== undefined && (
          <p className="text-body text-quiet">{t('worth', { amount: worthOf(points) ?? '' })}</p>
        )}
        {needsCode && !isWrong && (
          <CodeOfCustomer
            code={code}
            onCode={setCode}
            send={() => sendRedemptionCode({ userId, receipt, points })}
          />
        )}
        <Button type="submit" look="primary" aria-disabled={isSending}>
          {isSending ? t('sending') : isWrong ? t('open') : t(isTooMuch ? 'checkMore' : 'submit', { points })}
        </Button>
        {failure?.code !== 'code_needed' && <FailureMessage failure={failure} />}
      </form>
    </SideDialog>
  )
}

/** How many points the customer has, as far as is known, and what a number of them is worth. */
function useAccount(userId: string) {
  const { data } = useQuery(worthQuery(userId))
  const amount = useAmount()
  const [program, ...others] = data?.programs ?? []
  const { points: has, money } = others.length === 0 && program ? program : {}
  return {
    has: has ?? Infinity,
    worthOf: (points: number) =>
      has === undefined || has === 0 || money === undefined ? undefined : amount((points * money) / has),
  }
}

type CodeProps = { code: string; onCode: (code: string) => void; send: () => Promise<void> }

function CodeOfCustomer({ code, onCode, send }: CodeProps) {
  const t = useTranslations('redeem')
  const words = useTranslations('code')
  const client = useQueryClient()
  const { data: shop } = useQuery(shopQuery())
  const sending = useMutation({ mutationFn: send, onError: (fault) => follow(client, fault) })
  return (
    <div className="grid gap-3">
      <p role="status" className="text-body">
        {sending.isSuccess ? t('codeSent') : t('askCode')}
      </p>
      {sending.isSuccess && shop?.isSandbox === true && (
        <p className="text-body text-caution">{words('sandbox')}</p>
      )}
      <FailureMessage failure={sending.error} />
      <Button onClick={() => !sending.isPending && sending.mutate()} aria-disabled={sending.isPending}>
        {sending.isPending ? words('sending') : t('sendCode')}
      </Button>
      {sending.isSuccess && (
        <TextField
          label={words('label')}
          name="code"
          autoComplete="off"
          maxLength={50}
          value={code}
          onChange={({ target }) => onCode(target.value)}
        />
      )}
    </div>
  )
}
