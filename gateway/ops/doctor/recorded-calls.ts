import type { Answer, Connection, Question } from '#gateway/capillary/connection.ts'

/** One call to the platform as it went: with an answer, or with the reason why there is none. */
export type Call = {
  method: Question['method']
  path: string
  milliseconds: number
  answer?: Answer
  fault?: unknown
}

/** The same connection, which notes every call in `calls`. */
export function recordCalls(connection: Connection, calls: Call[]): Connection {
  return {
    ...connection,
    async ask(question) {
      const begunAt = performance.now()
      const note = (outcome: Pick<Call, 'answer' | 'fault'>) =>
        calls.push({
          method: question.method,
          path: question.path,
          milliseconds: Math.round(performance.now() - begunAt),
          ...outcome,
        })
      try {
        const answer = await connection.ask(question)
        note({ answer })
        return answer
      } catch (fault) {
        note({ fault })
        throw fault
      }
    },
  }
}

/** Parameters whose values are ours and say which call it is. */
const ours = new Set(
  'source embed identifierName status limit offset sortOrder gapToUpgrade includedFraudDetails format type'.split(
    ' ',
  ),
)

/** The call without what belongs to a customer: `GET /v2/customers/…/setImage?source=INSTORE`. */
export function withoutValues({ method, path }: Pick<Call, 'method' | 'path'>): string {
  const [place = '', query = ''] = path.split('?')
  const shown = [...new URLSearchParams(query)].map(
    ([name, value]) => `${name}=${ours.has(name) ? value : '…'}`,
  )
  return `${method} ${place.replaceAll(/\/\d+/g, '/…')}${shown.length === 0 ? '' : `?${shown.join('&')}`}`
}
