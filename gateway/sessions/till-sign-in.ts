import type { FastifyRequest } from 'fastify'
import { ProblemError } from '../problem-error.ts'
import type { Connection } from '../vendor/connection.ts'
import { basic } from '../vendor/credentials.ts'
import { checkTill } from '../vendor/till-calls.ts'
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
 * @returns a function that throws {ProblemError} `wrong_credentials`, `slow_down`, or what kept us from asking
 */
export const signInAtTill =
  (connection: Connection, throttle: Throttle): SignInAtTill =>
  async (request, { till, password }) => {
    try {
      const attempt = await throttle.begin(till, request.ip)
      const authorization = basic({ code: till, password })
      const { associates, managers, ...known } = await checkTill(connection, authorization).catch(
        async (fault: unknown) => {
          if (!isWrong(fault)) await attempt.takeBack()
          throw fault
        },
      )
      await attempt.succeed()
      const staff = [
        ...managers.map(({ id, name }) => ({ id, name, role: 'manager' as const })),
        ...associates.map(({ id, name }) => ({ id, name, role: 'associate' as const })),
      ]
      return { till: known.till ?? till, organisation: known.organisation, staff, authorization }
    } catch (fault) {
      if (fault instanceof ProblemError) logRefusedSignIn(request, throttle.markOf(till), fault.code)
      throw fault
    }
  }

const isWrong = (fault: unknown) => fault instanceof ProblemError && fault.code === 'wrong_credentials'
