import type { Mistake } from './understanding/candidate.ts'
import { useMistakeWords } from './find-words.ts'

export const MistakeWords = ({ mistake }: { mistake: Mistake }) => useMistakeWords()(mistake)
