import type { FastifyInstance } from 'fastify'
import { caseClosing, caseQuestion, type OfficeCases } from '#contract/api/office-cases.ts'
import type { Store } from '#gateway/db/store.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { readBody } from '#gateway/http/read-body.ts'
import type { Enter } from './office-entry.ts'
import { findCases, isCase } from './stand-out.ts'

const dayLong = 86_400_000

/**
 * `GET /api/office/cases` tells what stands out in the record of the last days, by the policy's limits (`standOut`) or by limits that are
 * tried. `POST /api/office/cases/close` adds an event with a note; the case and the note stay on the record.
 */
export function caseRoutes(app: FastifyInstance, { enter, store }: { enter: Enter; store: Store }) {
  app.get('/api/office/cases', { exposeHeadRoute: false }, async (request, reply) => {
    const { zone, days, ...tried } = readBody(caseQuestion, request.query)
    const { caller, scope } = await enter(request, 'cases')
    const limits = { ...caller.policy.standOut, ...tried }
    const to = new Date()
    const span = { from: new Date(to.getTime() - days * dayLong), to, zone, scope }
    const cases = (await findCases(store, limits, span)).map((each) => {
      const name = caller.staff.find(({ id }) => id === each.associate)?.name
      return name === undefined ? each : Object.assign(each, { associateName: name })
    })
    return reply.send({ limits, cases } satisfies OfficeCases)
  })

  app.post('/api/office/cases/close', async (request, reply) => {
    const meant = readBody(caseClosing, request.body)
    const { caller, scope } = await enter(request, 'cases')
    if (!(await isCase(store, meant, scope))) throw new ProblemError('not_found')
    const { rule, day, note, associate, till, customerId } = meant
    const about = {
      ...(associate !== undefined && { ofAssociate: associate }),
      ...(till !== undefined && { ofTill: till }),
    }
    const facts = { rule, day, note, ...about }
    await caller.record({ action: 'case_close', outcome: 'done', customerId, facts })
    return reply.code(204).send()
  })
}
