import { withSeldomWords } from '#src/messages/seldom-words.ts'
import { Later } from '#src/ui/Later.tsx'

const pauses = withSeldomWords(() => import('./Pauses.tsx').then((module) => module.Pauses))

export const PausesPage = () => <Later load={pauses} needs={{}} />
