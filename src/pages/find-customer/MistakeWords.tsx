import type { Mistake } from '#src/understanding/candidate.ts'
import { useMistakeWords } from './find-words.ts'

export const MistakeWords = ({ mistake }: { mistake: Mistake }) => useMistakeWords()(mistake)
