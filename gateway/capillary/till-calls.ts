import { readStaff, readTill, type Colleague, type Till } from '#contract/capillary/till.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { Answer, Connection } from './connection.ts'
import { isUnknownPath, judge } from './outcome.ts'

/** A till that has signed in. The vendor's answer may lack the till's name; the name is then what was typed. */
export type TillSignedIn = Omit<Till, 'listsStaff'> & { associates: Colleague[]; managers: Colleague[] }

/** The vendor's failures that keep their meaning here. Any other failure of a credential check counts as unreadable. */
const understood = new Set(['vendor_busy', 'vendor_down', 'not_allowed'])

/**
 * Asks the vendor whether a till's credentials are right, and who works there.
 *
 * @param authorization the header built from the credentials
 * @throws {ProblemError} `wrong_credentials`, or the reason why the credentials could not be checked
 * @see https://docs.capillarytech.com/reference/verify-login-credentials
 */
export async function checkTill(connection: Connection, authorization: string): Promise<TillSignedIn> {
  const get = (path: string) =>
    // This call ignores a disconnecting browser: an attempt that counts against the limit must really be made.
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

/** The most people listed: a longer list would not be read. */
const mostListed = 100

/** The vendor lists the staff of the whole organisation. This keeps the staff of the till's own store, if it is known. */
function nearby(staff: Colleague[], { till }: Till) {
  const own = staff.filter(({ storeCode }) => storeCode !== undefined && storeCode === till)
  return (own.length > 0 ? own : staff).slice(0, mostListed)
}
