import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { removePhoto } from '#src/api/photo-upload.ts'
import { useFailureWords } from '#src/failure/failure-words.ts'
import { PartWords } from '#src/messages/PartWords.tsx'
import { Button } from '#src/ui/Button.tsx'
import { ProgressLine } from '#src/ui/ProgressLine.tsx'
import { PhotoDialog } from './PhotoDialog.tsx'

type Props = { userId: string; identity: string; onClose: () => void }

/** Removes a photo, and says so only after the platform was asked again. */
export const RemovePhotoDialog = (props: Props) => (
  <PartWords part="consent" placeholder={null}>
    <Dialog {...props} />
  </PartWords>
)

function Dialog({ userId, identity, onClose }: Props) {
  const t = useTranslations('takePhoto')
  const act = useTranslations('photoAct')
  const client = useQueryClient()
  const words = useFailureWords()
  const removing = useMutation({ mutationFn: () => removePhoto(client, userId, identity) })
  const failed = removing.error === null ? undefined : words(removing.error)
  return (
    <PhotoDialog title={act('remove')} onClose={onClose}>
      <div role="status" className="text-body">
        {removing.isSuccess ? t('removed') : removing.isPending ? t('removing') : t('removeAsk')}
      </div>
      {removing.isPending && <ProgressLine />}
      {failed !== undefined && (
        <p role="alert" className="pt-3 text-body">
          <span className="font-strong">{failed.what}</span> {failed.next} {t('formerStays')}
        </p>
      )}
      <div className="flex justify-end gap-2 pt-4">
        <Button onClick={onClose}>{act('close')}</Button>
        {!removing.isSuccess && (
          <Button
            look="primary"
            aria-disabled={removing.isPending}
            onClick={() => removing.isPending || removing.mutate()}
          >
            {act('remove')}
          </Button>
        )}
      </div>
    </PhotoDialog>
  )
}
