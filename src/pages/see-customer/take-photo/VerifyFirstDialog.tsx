import { ApiFailure } from '#src/api/failure.ts'
import { useFailureWords } from '#src/failure/failure-words.ts'
import { PhotoDialog } from './PhotoDialog.tsx'

/** Says what has to be done before a photo can be changed. */
export function VerifyFirstDialog({ title, onClose }: { title: string; onClose: () => void }) {
  const { what, next } = useFailureWords()(new ApiFailure('verify_first'))
  return (
    <PhotoDialog title={title} onClose={onClose}>
      <p className="text-body">
        <span className="font-strong">{what}</span> {next}
      </p>
    </PhotoDialog>
  )
}
