import type { FastifyRequest } from 'fastify'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { traceOf } from '#gateway/http/trace.ts'
import type { Connection } from '#gateway/capillary/connection.ts'
import { basic } from '#gateway/capillary/credentials.ts'
import { inContext } from '#gateway/capillary/call-context.ts'
import { checkTill } from '#gateway/capillary/till-calls.ts'
import { logRefusedSignIn } from './session-log.ts'
import type { SignedIn } from './sessions.ts'
import type { Throttle } from './throttle.ts'

export type SignInAtTill = (
  request: FastifyRequest,
  typed: { till: string; password: string },
) => Promise<SignedIn>

/**
 * Signs a till in by asking the vendor. An unknown till and a wrong password get the same answer after the same work.
 *
 * @param managerTills till codes in lower case, of tills whose password only managers know
 * @returns a function that throws {ProblemError} `wrong_credentials`, `slow_down`, or the reason why the vendor could not be asked
 */
export const signInAtTill =
  (connection: Connection, throttle: Throttle, managerTills: readonly string[]): SignInAtTill =>
  async (request, { till, password }) => {
    try {
      const attempt = await throttle.begin(till, request.ip)
      const authorization = basic({ code: till, password })
      const { associates, managers, ...known } = await checkTill(
        inContext(connection, { until: Infinity, trace: traceOf(request) }),
        authorization,
      ).catch(async (fault: unknown) => {
        if (!isWrong(fault)) await attempt.takeBack()
        throw fault
      })
      await attempt.succeed()
      const staff = [...managers, ...associates].map(({ id, name }) => ({ id, name }))
      const code = known.till ?? till
      const role = managerTills.includes(code.toLowerCase()) ? 'manager' : 'associate'
      return { till: code, organisation: known.organisation, staff, role, authorization }
    } catch (fault) {
      // A store that is down takes no event either, and the answer is a failure in any case.
      if (fault instanceof ProblemError && fault.code !== 'store_down')
        await logRefusedSignIn(request, throttle.markOf(till), fault.code)
      throw fault
    }
  }

const isWrong = (fault: unknown) => fault instanceof ProblemError && fault.code === 'wrong_credentials'
