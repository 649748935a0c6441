import { readStaff, readTill, type Colleague, type Till } from '#contract/capillary/till.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { Answer, Connection } from './connection.ts'
import { isUnknownPath, judge } from './outcome.ts'

/** The till's own name for itself may be missing: then it is as it was typed. */
export type TillSignedIn = Omit<Till, 'listsStaff'> & { associates: Colleague[]; managers: Colleague[] }

/** Whatever else the vendor answers to a check of credentials is nothing we understand. */
const understood = new Set(['vendor_busy', 'vendor_down', 'not_allowed'])

/**
 * Asks the vendor whether a till's credentials are right, and who works there.
 *
 * @param authorization the header they make
 * @throws {ProblemError} `wrong_credentials`; or, where they could not be checked, what kept us from it
 * @see https://docs.capillarytech.com/reference/verify-login-credentials
 */
export async function checkTill(connection: Connection, authorization: string): Promise<TillSignedIn> {
  const get = (path: string) =>
    // To its end, whoever goes away: an attempt that counts is an attempt that was made.
    connection.ask({ method: 'GET', path, headers: { authorization }, signal: new AbortController().signal })
  const answer = await get('/v1.1/store/login?format=json')
  const till = readTill(judgeLogin(answer))
  if (till === undefined)
    throw new ProblemError('vendor_unreadable', { path: 'user', vendorRequestId: answer.requestId })
  const { listsStaff, ...names } = till
  const staffOf = async (type: string) =>
    nearby(readStaff(judge(await get(`/v1.1/store/staff?format=json&type=${type}`))), till)
  const [associates, managers] = listsStaff
    ? await Promise.all([staffOf('ASSOCIATE').catch(() => []), staffOf('MANAGER').catch(() => [])])
    : [[], []]
  return { ...names, associates, managers }
}

function judgeLogin(answer: Answer): unknown {
  const { requestId: vendorRequestId } = answer
  if (isUnknownPath(answer)) throw new ProblemError('vendor_unreadable', { vendorRequestId })
  try {
    return judge(answer)
  } catch (fault) {
    if (!(fault instanceof ProblemError) || understood.has(fault.code)) throw fault
    const isRefusal = fault.code === 'vendor_refused_credentials'
    throw new ProblemError(isRefusal ? 'wrong_credentials' : 'vendor_unreadable', { vendorRequestId })
  }
}

/** More than anybody would look through. */
const mostListed = 100

/** The vendor lists the whole organisation: those of the till's own store, where it can be told. */
function nearby(staff: Colleague[], { till }: Till) {
  const own = staff.filter(({ storeCode }) => storeCode !== undefined && storeCode === till)
  return (own.length > 0 ? own : staff).slice(0, mostListed)
}
