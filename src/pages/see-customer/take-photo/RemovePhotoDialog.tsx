import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { removePhoto } from '#src/api/photo-upload.ts'
import { useFailureWords } from '#src/failure/failure-words.ts'
import { Button } from '#src/ui/Button.tsx'
import { ProgressLine } from '#src/ui/ProgressLine.tsx'
import { PhotoDialog } from './PhotoDialog.tsx'

type Props = { userId: string; identity: string; onClose: () => void }

/** Removes a photo, and says so only after the platform was asked again. */
export function RemovePhotoDialog({ userId, identity, onClose }: Props) {
  const t = useTranslations('takePhoto')
  const client = useQueryClient()
  const words = useFailureWords()
  const removing = useMutation({ mutationFn: () => removePhoto(client, userId, identity) })
  const failed = removing.error === null ? undefined : words(removing.error)
  return (
    <PhotoDialog title={t('remove')} onClose={onClose}>
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
        <Button onClick={onClose}>{t('close')}</Button>
        {!removing.isSuccess && (
          <Button
            look="primary"
            aria-disabled={removing.isPending}
            onClick={() => removing.isPending || removing.mutate()}
          >
            {t('remove')}
          </Button>
        )}
      </div>
    </PhotoDialog>
  )
}
