import type { Answer } from '#sandbox/answer.ts'
import { v1 } from './bodies.ts'
import { TILL } from './credentials.ts'
import type { Ask } from './routes.ts'

const person = (id: string, type: string, firstname: string, lastname: string, store_code: string) => ({
  id,
  type,
  code: `demo${id}`,
  firstname,
  lastname,
  mobile: '',
  email: '',
  store_id: '232234',
  store_code,
})

/** Invented. The last one works in another store of the organisation. */
const STAFF = [
  person('2313', 'ASSOCIATE', 'Asha', 'Verma', TILL.code),
  person('2314', 'ASSOCIATE', 'Jonas', 'Lindqvist', TILL.code),
  person('2315', 'ASSOCIATE', 'Noor', '', TILL.code),
  person('2290', 'MANAGER', 'Margarida', 'Sousa', TILL.code),
  person('2316', 'ASSOCIATE', 'Faraway', 'Person', 'till.far'),
]

/** Says whose credentials these are. https://docs.capillarytech.com/reference/verify-login-credentials */
export function storeLogin({ world, till }: Ask): Answer {
  const user = {
    username: till ?? TILL.code,
    first_name: 'Demo',
    last_name: 'Till',
    org_name: 'Countersign Demo',
    user_id: '75155282',
    org_id: '100737',
    type: 'STR_SERVER',
    server_time: new Date(world.now()).toISOString().replace(/\.\d{3}Z/, '+00:00'),
    store_server_prefix: '',
    associate_login_enabled: String(till === TILL.code),
  }
  return v1(200, '200', 'true', 'SUCCESS', { store: { user } })
}

/** Lists those who work in the organisation. https://capillary.github.io/v1.1-API-Documentation/ */
export function storeStaff({ world, query }: Ask): Answer {
  if (world.switches.staff === 'down')
    return v1(200, '500', 'false', 'All requests have failed due to errors')
  const user = STAFF.filter(({ type }) => type === query.get('type'))
  return v1(200, '200', 'true', 'success', { store: { staff: { user } } })
}
