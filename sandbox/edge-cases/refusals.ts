import { denied, failed, fault, json, noSuchCustomer, refusedInXml } from '#sandbox/api/bodies.ts'
import { described } from '#sandbox/customers/described.ts'
import { aditi } from '#sandbox/customers/people.ts'
import { special } from './edge-cases.ts'

/** Who a merged account went to: the customer of the vendor's own sample. */
const SURVIVOR = aditi.userId

const merged = fault(8069, 'Merged customer found')

/** The vendor answers, and the answer is no, or somebody else. */
export const refusals = [
  special(
    600_000_501,
    'Nobody Here',
    'Not found as the vendor says it: HTTP 200 with error 8015, like any id not on the list.',
    {
      answer: noSuchCustomer,
    },
  ),
  special(600_000_502, 'Nobody Four', 'Not found as HTTP 404 with error 8015.', {
    answer: () => failed(8015, 'Customer not found', 404),
  }),
  special(600_000_503, 'Nobody Blank', 'Not found as HTTP 400 with an empty body.', {
    answer: () => ({ status: 400, headers: {}, body: '' }),
  }),
  special(
    600_000_504,
    'Merged Warning',
    'Merged: warning 8069 and the id of the surviving account as entity.',
    {
      answer: () => json({ entity: SURVIVOR, warnings: [merged] }),
    },
  ),
  special(600_000_505, 'Merged Id', 'Merged: warning 8069 and the id of the surviving account as id.', {
    answer: () => json({ id: SURVIVOR, profiles: [], warnings: [merged] }),
  }),
  special(600_000_506, 'Merged Error', 'Merged: error 8069 without saying into which account.', {
    answer: () => failed(8069, 'Merged customer found'),
  }),
  special(600_000_507, 'Merged Survivor', "Merged: warning 91009 with the surviving account's own answer.", {
    answer: async ({ world, query }) => {
      const answer = await described(world, aditi, query)
      return json({ ...answer, warnings: [fault(91009, 'Merge survivor returned for merge victim')] })
    },
  }),
  special(600_000_508, 'Secret Agent', 'Access denied: HTTP 403 with code 4000.', {
    answer: () => denied(4000, 'Not authorized. Access is denied!', 403),
  }),
  special(600_000_509, 'Erased Person', 'Deleted for privacy: only the message that says so.', {
    answer: () => json({ message: 'Customer is deleted after PII delete request', warnings: [], errors: [] }),
  }),
  special(600_000_510, 'Wrong Password', 'The vendor refuses our credentials: HTTP 401 in XML.', {
    answer: () => refusedInXml(),
  }),
]
