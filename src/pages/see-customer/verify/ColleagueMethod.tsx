import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState, type FormEvent } from 'react'
import { useTranslations } from 'use-intl'
import { verificationResult, type VerificationResult } from '#contract/api/verification.ts'
import type { Picture } from '#src/api/picture.ts'
import { follow } from '#src/api/session.ts'
import { colleaguesQuery, sendOpinion } from '#src/api/verification.ts'
import { mistakeId } from '#src/failure/SignInFailure.tsx'
import { Button } from '#src/ui/Button.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { SideDialog } from '#src/ui/SideDialog.tsx'
import { TextField } from '#src/ui/TextField.tsx'
import { FailedMethod } from './FailedMethod.tsx'

type Props = {
  userId: string
  picture: Picture
  identity: string
  onProven: (proof: string) => void
  onClose: () => void
}

/** A second opinion. Nothing here shows the colleague what anybody has said before. */
export function ColleagueMethod({ userId, picture, identity, onProven, onClose }: Props) {
  const t = useTranslations('opinion')
  const verify = useTranslations('verify')
  const ways = useTranslations('ways')
  const client = useQueryClient()
  const { data, error } = useQuery({ ...colleaguesQuery(), refetchOnMount: 'always' })
  const [result, setResult] = useState<VerificationResult>()
  const [since] = useState(() => performance.now())
  const image = useRef<HTMLImageElement>(null)
  const asked = useMutation({
    mutationFn: ({ associate, pin }: { associate: string; pin: string }) => {
      const { width, height } = image.current?.getBoundingClientRect() ?? { width: 0, height: 0 }
      return sendOpinion(client, userId, {
        associate,
        pin,
        result: result ?? 'not-sure',
        photo: {
          identity,
          width: Math.round(width),
          height: Math.round(height),
          seconds: Math.round((performance.now() - since) / 100) / 10,
        },
      })
    },
    onError: (fault) => follow(client, fault),
    onSuccess: ({ proof }) => {
      if (proof !== undefined) onProven(proof)
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const [associate, pin] = [form.get('associate'), form.get('colleague-pin')]
    if (typeof associate === 'string' && typeof pin === 'string' && result !== undefined && !asked.isPending)
      asked.mutate({ associate, pin })
  }
  const signers = data?.colleagues.filter(({ hasPin }) => hasPin) ?? []
  return (
    <SideDialog title={t('title')} closeLabel={t('close')} onClose={onClose}>
      {asked.error !== null && <FailedMethod failure={asked.error} />}
      {error !== null && <FailedMethod failure={error} />}
      {asked.isSuccess ? (
        <p role="alert" className="text-large">
          {t('noted')}
        </p>
      ) : (
        <>
          <p className="pb-3 text-body">{t('lead')}</p>
          <div onContextMenu={(event) => event.preventDefault()}>
            <img
              ref={image}
              src={picture.source}
              width={picture.width}
              height={picture.height}
              alt={t('photo')}
              draggable={false}
              className="mx-auto h-auto max-h-[40dvh] w-auto max-w-full select-none"
            />
          </div>
          <div role="group" aria-label={t('question')} className="grid grid-cols-3 gap-2 py-4">
            {verificationResult.options.map((each) => (
              <button
                key={each}
                type="button"
                aria-pressed={result === each}
                onClick={() => setResult(each)}
                className="group flex min-h-14 items-center justify-center gap-1.5 rounded-control border-2 border-n-8 px-2 text-body font-strong hover:bg-tone aria-pressed:border-accent aria-pressed:bg-accent-wash"
              >
                <Icon name="ok" className="invisible -ms-2 size-5 group-aria-pressed:visible" />
                {each === 'same' ? t('same') : verify(each)}
              </button>
            ))}
          </div>
          {data !== undefined && signers.length === 0 ? (
            <p className="text-body text-quiet">{ways('why.nobodyHasPin')}</p>
          ) : (
            <form onSubmit={submit} className="grid gap-4">
              <label className="block text-body font-strong">
                {t('who')}
                <select
                  name="associate"
                  translate="no"
                  required
                  className="mt-1.5 h-11 w-full rounded-control border border-edge bg-panel px-2 text-large font-normal"
                >
                  {signers.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </select>
              </label>
              <TextField
                label={t('pin')}
                name="colleague-pin"
                type="password"
                inputMode="numeric"
                autoComplete="off"
                pattern="[0-9]{4,8}"
                maxLength={8}
                required
                wrongBecause={mistakeId(asked.error)}
              />
              <Button type="submit" look="primary" disabled={result === undefined}>
                {asked.isPending ? t('signing') : t('sign')}
              </Button>
            </form>
          )}
        </>
      )}
    </SideDialog>
  )
}
