import { useQuery } from '@tanstack/react-query'
import { useState, useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import type { PhotoPermissions } from '#contract/api/photo-upload.ts'
import type { Customer } from '#contract/customer/customer.ts'
import type { Photo } from '#contract/customer/photo.ts'
import { deciding } from '#src/api/decisions.ts'
import { purposesQuery } from '#src/api/verification.ts'
import { lazyPart } from '#src/ui/LazyPart.tsx'

const TakePhotoDialog = lazyPart(
  () => import('./TakePhotoDialog.tsx').then((module) => module.TakePhotoDialog),
  'dialog',
)
const RemovePhotoDialog = lazyPart(
  () => import('./RemovePhotoDialog.tsx').then((module) => module.RemovePhotoDialog),
  'dialog',
)
const VerifyFirstDialog = lazyPart(
  () => import('./VerifyFirstDialog.tsx').then((module) => module.VerifyFirstDialog),
  'dialog',
)

type Act = 'take' | 'replace' | 'remove'
type Props = { customer: Customer; photo: Photo | undefined }

/** What the policy lets this associate do with the photo. The row keeps its height, so that nothing moves. */
export function PhotoActions(props: Props) {
  const { data } = useQuery(purposesQuery())
  const permissions = data?.photo
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-x-6">
      {permissions !== undefined && <Actions {...props} permissions={permissions} />}
    </div>
  )
}

function Actions({
  customer: { id: userId, photos },
  photo,
  permissions,
}: Props & { permissions: PhotoPermissions }) {
  const t = useTranslations('photoAct')
  const isVerified = useIsVerified(userId)
  // What the dialog is about stays the same while it is open, whatever is read meanwhile.
  const [open, setOpen] = useState<{ act: Act; identity: string | undefined }>()
  const identity = photo?.state === 'on-file' ? photo.identity : undefined
  const acts: Act[] = identity === undefined ? ['take'] : ['replace', 'remove']
  const close = () => setOpen(undefined)
  return (
    <>
      {acts
        .filter((act) => permissions[act].isAllowed)
        .map((act) => (
          <button
            key={act}
            type="button"
            onClick={() => setOpen({ act, identity })}
            className="-mx-2 inline-flex min-h-11 items-center rounded-control px-2 text-body text-accent hover:bg-tone"
          >
            {t(act)}
          </button>
        ))}
      {open !== undefined &&
        (!isVerified(permissions[open.act]) ? (
          <VerifyFirstDialog title={t(open.act)} onClose={close} />
        ) : open.act !== 'remove' ? (
          <TakePhotoDialog
            {...{ userId, photos, permissions }}
            mayReplace={permissions.replace.isAllowed && isVerified(permissions.replace)}
            replaces={open.identity}
            onClose={close}
          />
        ) : (
          open.identity !== undefined && (
            <RemovePhotoDialog userId={userId} identity={open.identity} onClose={close} />
          )
        ))}
    </>
  )
}

/** Whether the customer on screen was verified as a rule asks. The gateway decides; this only spares a picture taken for nothing. */
function useIsVerified(userId: string) {
  const { answer } = useSyncExternalStore(deciding.subscribe, () => deciding.of(userId))
  return ({ verifiedFirst, purposes }: PhotoPermissions['take']) =>
    !verifiedFirst ||
    (answer?.state === 'noted' &&
      answer.result === 'same' &&
      (purposes.length === 0 || purposes.includes(answer.noted.purpose)))
}
