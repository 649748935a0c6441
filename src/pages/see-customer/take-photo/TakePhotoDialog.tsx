import { useRef, useState, type ComponentProps } from 'react'
import { useTranslations } from 'use-intl'
import { mostPhotos, type PhotoPermissions } from '#contract/api/photo-upload.ts'
import type { Photo } from '#contract/customer/photo.ts'
import { languages } from '#contract/store/languages.ts'
import { decodeFile } from '#src/app/decode-file.ts'
import { FailureMessage } from '#src/failure/FailureMessage.tsx'
import { PartWords } from '#src/messages/PartWords.tsx'
import { useSpoken } from '#src/messages/words.ts'
import { Button } from '#src/ui/Button.tsx'
import { CustomerAgreement, type ConsentLanguage } from '#src/messages/CustomerAgreement.tsx'
import { PhoneCode } from './PhoneCode.tsx'
import { PhotoCamera } from './PhotoCamera.tsx'
import { PhotoDialog } from './PhotoDialog.tsx'
import { ReplacedPhoto } from './ReplacedPhoto.tsx'
import { TakenPicture } from './TakenPicture.tsx'
import { useTaking } from './use-taking.ts'

type Props = {
  userId: string
  photos: readonly Photo[]
  permissions: PhotoPermissions
  mayReplace: boolean
  /** The `identity` of the photo that the new one replaces. */
  replaces: string | undefined
  onClose: () => void
}

/** Takes a photo, has it judged, asks the customer, and saves it. */
export const TakePhotoDialog = (props: Props) => (
  <PartWords part="consent" placeholder={null}>
    <Dialog {...props} />
  </PartWords>
)

function Dialog({ userId, photos, permissions, mayReplace, replaces, onClose }: Props) {
  const t = useTranslations('takePhoto')
  const act = useTranslations('photoAct')
  const spoken = useSpoken().language
  const [language, setLanguage] = useState<ConsentLanguage>(languages.find((each) => each === spoken) ?? 'en')
  const [hasAgreed, setHasAgreed] = useState(false)
  const [asksFirst, setAsksFirst] = useState(false)
  const [isFormerKept, setIsFormerKept] = useState(false)
  const taking = useTaking(userId, replaces, ({ former }) =>
    former === 'kept' ? setIsFormerKept(true) : onClose(),
  )
  const { taken, failure, isSending } = taking
  const choosesFormer = mayReplace && photos.length >= mostPhotos
  const isChoiceMissing = choosesFormer && taking.replaces === undefined

  const use = () => {
    setAsksFirst(!hasAgreed)
    if (hasAgreed && !isSending && !isChoiceMissing) taking.send(language)
  }
  const title = act(replaces === undefined ? 'take' : 'replace')
  if (isFormerKept)
    return (
      <PhotoDialog title={title} onClose={onClose}>
        <p role="alert" className="pt-2 text-body">
          {t('formerKept')}
        </p>
      </PhotoDialog>
    )
  return (
    <PhotoDialog title={title} onClose={onClose}>
      <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
        <div>
          {taken === undefined ? (
            <PictureChoice
              {...{ userId, mayUsePhone: permissions.phone }}
              act={replaces === undefined ? 'take' : 'replace'}
              onTaken={taking.take}
            />
          ) : (
            <TakenPicture taken={taken} isBusy={isSending} onRetake={taking.retake} onPlace={taking.place} />
          )}
        </div>
        <div className="grid content-start gap-3">
          <CustomerAgreement
            sentence={<Sentence permissions={permissions} />}
            language={language}
            onLanguage={setLanguage}
            hasAgreed={hasAgreed}
            onAgreed={(does) => {
              setHasAgreed(does)
              setAsksFirst(false)
            }}
          />
          {choosesFormer && (
            <ReplacedPhoto
              {...{ userId, photos }}
              chosen={taking.replaces}
              isBusy={isSending}
              onChoose={taking.replace}
            />
          )}
          {taken !== undefined && (
            <Button look="primary" aria-disabled={isSending || isChoiceMissing} onClick={use}>
              {t(failure !== undefined ? 'tryAgain' : taken.doubts.length > 0 ? 'useAnyway' : 'use')}
            </Button>
          )}
          <div role="status" className="text-body">
            {asksFirst && <p className="text-caution">{t('askFirst')}</p>}
            {isSending && <Progress share={taking.share} />}
          </div>
          {failure !== undefined && !isSending && (
            <FailureMessage
              failure={failure}
              // Where room has to be made first, an answer that is lost leaves open which photos there are.
              more={
                taking.replaces !== undefined &&
                !(choosesFormer && failure.code === 'photo_unsure') &&
                t('formerStays')
              }
            />
          )}
        </div>
      </div>
    </PhotoDialog>
  )
}

function Sentence({ permissions: { usedFor, keepMonths } }: Pick<Props, 'permissions'>) {
  const t = useTranslations('photoConsent')
  return (
    <>
      <p>{t('ask')}</p>
      <ul className="list-disc ps-5">
        {usedFor.map((use) => (
          <li key={use}>{t(`use.${use}`)}</li>
        ))}
      </ul>
      <p>{t('keep', { months: keepMonths })}</p>
    </>
  )
}

type PictureChoiceProps = Pick<ComponentProps<typeof PhoneCode>, 'userId' | 'act'> & {
  mayUsePhone: boolean
  onTaken: ReturnType<typeof useTaking>['take']
}

/** Where the picture comes from: this till's camera, a file or a phone. */
function PictureChoice({ userId, act, mayUsePhone, onTaken }: PictureChoiceProps) {
  const t = useTranslations('takePhoto')
  const [usesPhone, setUsesPhone] = useState(false)
  return (
    <>
      {usesPhone ? (
        <PhoneCode {...{ userId, act }} onPicture={(picture) => void onTaken(decodeFile(picture), 'phone')} />
      ) : (
        <PhotoCamera onTaken={(opening) => void onTaken(opening, 'camera')} />
      )}
      <div className="flex flex-wrap justify-center gap-2 pt-2">
        <FileChoice onChoose={(file) => void onTaken(decodeFile(file), 'file')} />
        {mayUsePhone && (
          <Button onClick={() => setUsesPhone(!usesPhone)}>{t(usesPhone ? 'useTill' : 'usePhone')}</Button>
        )}
      </div>
    </>
  )
}

function FileChoice({ onChoose }: { onChoose: (file: File) => void }) {
  const t = useTranslations('takePhoto')
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/*"
        tabIndex={-1}
        aria-label={t('file')}
        className="sr-only"
        onChange={({ target }) => {
          const file = target.files?.[0]
          if (file !== undefined) onChoose(file)
          // The same file can be chosen again.
          target.value = ''
        }}
      />
      <Button onClick={() => input.current?.click()}>{t('chooseFile')}</Button>
    </>
  )
}

function Progress({ share }: { share: number }) {
  const t = useTranslations('takePhoto')
  return (
    <label className="grid gap-1">
      {share < 1 ? t('sending') : t('checking')}
      <progress max={1} value={share < 1 ? share : undefined} className="w-full accent-accent" />
    </label>
  )
}
