import { PlainFailure } from '#src/failure/PlainFailure.tsx'
import { withSeldomWords } from '#src/messages/seldom-words.ts'
import { Later } from '#src/ui/Later.tsx'

const selfTest = withSeldomWords(() => import('./SelfTest.tsx').then((module) => module.SelfTest))

export const SelfTestPage = () => <Later load={selfTest} needs={{}} fallback={PlainFailure} />
