import { withSeldomWords } from '#src/messages/seldom-words.ts'
import { Later } from '#src/ui/Later.tsx'

const pair = withSeldomWords(() => import('./Pair.tsx').then((module) => module.Pair))

export const PairPage = () => <Later load={pair} needs={{}} />
