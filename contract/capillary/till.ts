import * as v from 'valibot'
import { list, part, text } from './wire.ts'

/** The documented values are `"true"` and `"false"`; older answers have numbers. */
const isYes = (word: string | undefined) => word === 'true' || word === '1'

const login = v.object({
  response: v.object({
    store: v.object({
      user: v.pipe(
        v.object({ username: text, org_name: text, associate_login_enabled: v.optional(v.unknown()) }),
        v.transform(({ username, org_name, associate_login_enabled }) => ({
          till: username,
          organisation: org_name,
          listsStaff: isYes(String(associate_login_enabled).toLowerCase()),
        })),
      ),
    }),
  }),
})

/** A till whose credentials the vendor has confirmed. */
export type Till = v.InferOutput<typeof login>['response']['store']['user']

/**
 * Reads the vendor's answer to the check of a till's credentials.
 *
 * @returns `undefined` if it names no till: that is no sign-in, whatever its status says
 * @see https://docs.capillarytech.com/reference/verify-login-credentials
 */
export function readTill(body: unknown): Till | undefined {
  const reading = v.safeParse(login, body)
  return reading.success ? reading.output.response.store.user : undefined
}

const colleague = v.pipe(
  v.object({ id: text, firstname: text, lastname: text, code: text, store_code: text }),
  v.transform(({ id, firstname, lastname, code, store_code }) => ({
    id,
    name: [firstname, lastname].filter((each) => each !== undefined).join(' ') || code,
    storeCode: store_code,
  })),
)

const staff = part({ response: part({ store: part({ staff: part({ user: v.optional(v.unknown()) }) }) }) })

/** A member of the organisation's staff. */
export type Colleague = { id: string; name: string; storeCode: string | undefined }

/**
 * Reads the vendor's list of associates or of managers. People without an id or a name are left out. A list with one person may
 * come as a single object.
 *
 * @see https://capillary.github.io/v1.1-API-Documentation/ ("Retrieve Store Staff Details")
 */
export function readStaff(body: unknown): Colleague[] {
  const { user } = v.parse(staff, body).response.store.staff
  return v
    .parse(list(colleague), Array.isArray(user) ? user : [user])
    .flatMap(({ id, name, storeCode }) =>
      id === undefined || name === undefined ? [] : [{ id, name, storeCode }],
    )
}
