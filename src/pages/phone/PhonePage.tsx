import { useMutation, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { ApiFailure } from '#src/api/failure.ts'
import { openPhoneLink, sendFromPhone } from '#src/api/phone-photo.ts'
import { decodeFile } from '#src/app/decode-file.ts'
import { phonePath } from '#src/app/paths.ts'
import { FailureMessage } from '#src/failure/FailureMessage.tsx'
import { PartWords } from '#src/messages/PartWords.tsx'
import { Button } from '#src/ui/Button.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { Mark } from '#src/ui/Mark.tsx'
import { ProgressLine } from '#src/ui/ProgressLine.tsx'

/** Small enough for a slow line, and more than a photo needs. */
const quality = 0.85

/**
 * The page that a phone opens by a till's QR code: it takes one picture and sends it to the till. It has no session, and shows nothing of
 * a customer.
 */
export const PhonePage = () => (
  <PartWords part="camera">
    <Page />
  </PartWords>
)

function Page() {
  const t = useTranslations('phonePhoto')
  // A phone may load the page again while its camera is open, so the secret stays in the address until it is used.
  const [secret] = useState(() => location.hash.slice(1))
  const opening = useQuery({
    queryKey: ['phone'],
    queryFn: async () => {
      await openPhoneLink(secret)
      return true
    },
    retry: false,
    staleTime: Infinity,
  })
  const sending = useMutation({
    mutationFn: async (file: File) => sendFromPhone(secret, await smaller(file)),
    onSuccess: () => history.replaceState(null, '', phonePath),
  })
  const failure = sending.error ?? opening.error
  const isOver = failure?.code === 'code_over'
  return (
    <main className="mx-auto grid w-full max-w-[36rem] gap-4 px-4 py-6">
      <Mark />
      <h1 className="text-title font-strong">{t('title')}</h1>
      <div role="status" className="grid gap-2 text-large">
        {sending.isSuccess ? (
          <>
            <p>{t('done')}</p>
            <p className="text-body text-quiet">{t('keepNothing')}</p>
          </>
        ) : isOver ? (
          <p>
            <span className="font-strong">{t('over')}</span> {t('overNext')}
          </p>
        ) : sending.isPending ? (
          <p>{t('sending')}</p>
        ) : (
          <p>{t('ask')}</p>
        )}
      </div>
      {(sending.isPending || opening.isPending) && <ProgressLine />}
      {failure !== null && !isOver && !sending.isPending && <FailureMessage failure={failure} />}
      {!sending.isSuccess && !isOver && !sending.isPending && <Take onTaken={sending.mutate} />}
    </main>
  )
}

function Take({ onTaken }: { onTaken: (file: File) => void }) {
  const t = useTranslations('phonePhoto')
  const input = useRef<HTMLInputElement>(null)
  return (
    <div className="grid">
      <input
        ref={input}
        type="file"
        accept="image/*"
        capture="environment"
        tabIndex={-1}
        aria-label={t('title')}
        className="sr-only"
        onChange={({ target }) => {
          const file = target.files?.[0]
          if (file !== undefined) onTaken(file)
          // The same file can be chosen again.
          target.value = ''
        }}
      />
      <Button look="primary" onClick={() => input.current?.click()}>
        <Icon name="camera" className="size-4" />
        {t('take')}
      </Button>
    </div>
  )
}

/** An upright JPEG without metadata, of the size that the till needs. @throws {ApiFailure} `upload_not_a_photo` */
async function smaller(file: File): Promise<Blob> {
  const picture = await decodeFile(file)
  try {
    const canvas = document.createElement('canvas')
    canvas.width = picture.width
    canvas.height = picture.height
    canvas.getContext('2d')?.drawImage(picture, 0, 0)
    const jpeg = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
    if (jpeg === null) throw new ApiFailure('internal')
    return jpeg
  } finally {
    picture.close()
  }
}
