/** The dialogs of the verification methods are one file: whoever opens one of them may need the others. */
export { CodeMethod } from './CodeMethod.tsx'
export { ColleagueMethod } from './ColleagueMethod.tsx'
export { ManagerMethod } from './ManagerMethod.tsx'
export { QuestionMethod } from './QuestionMethod.tsx'
