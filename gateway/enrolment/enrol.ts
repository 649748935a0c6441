import { setTimeout as wait } from 'node:timers/promises'
import { enrolKind, type Enrolled, type EnrolmentRequest } from '#contract/api/enrolment.ts'
import type { FindRequest } from '#contract/customer/identifier.ts'
import type { VendorCalls } from '#gateway/capillary/calls.ts'
import { unlessRefused } from '#gateway/capillary/lost-write.ts'
import { isNobodyFound, ProblemError } from '#gateway/http/problem-error.ts'

type Vendor = Pick<VendorCalls, 'lookUp' | 'register'>

type Identifier = Extract<FindRequest, { kind: (typeof enrolKind.options)[number] }>

/** An enrolment goes on even if the browser leaves: it must not end half way. */
const never = () => new AbortController().signal

/** Milliseconds before each look for somebody whose enrolment has no answer. */
const looks = [0, 500, 1500]

const isIdentifier = (reading: FindRequest): reading is Identifier =>
  enrolKind.options.some((kind) => kind === reading.kind)

/**
 * Enrols somebody, unless the platform knows them by one of the readings or of the further identifiers. A lost answer is resolved by
 * looking them up; the enrolment is never sent a second time.
 *
 * @param mayEnrol is called when nobody was found, before anything is sent
 * @throws {ProblemError} `identifier_refused`, `customer_deleted`, `not_enrolled`, `enrolment_unsure` if looking up does not tell
 *   either, or what the look-up or `mayEnrol` threw
 */
export async function enrol(
  vendor: Vendor,
  { readings, name, fields, agreement }: EnrolmentRequest,
  { till, mayEnrol }: { till: string | undefined; mayEnrol: (identifier: Identifier) => Promise<void> },
): Promise<Partial<Enrolled> & Pick<Enrolled, 'outcome'>> {
  const [identifier] = readings
  if (identifier === undefined || !isIdentifier(identifier))
    throw new ProblemError('bad_request', { path: 'readings.0.kind' })
  const further = furtherIdentifiers(fields).filter(({ kind }) => kind !== identifier.kind)
  const identifiers = [identifier, ...further]
  const known = await memberWith(vendor, [...readings.filter(isIdentifier), ...further])
  if (known !== undefined) return { ...known, outcome: 'was_member' }
  await mayEnrol(identifier)
  const member = {
    name,
    identifiers,
    messages: agreement.messages,
    extended: fieldsOf(fields, 'extended.'),
    custom: fieldsOf(fields, 'custom.'),
    till,
  }
  const said = await vendor.register(member, never()).catch(unlessRefused)
  if ('told' in said && said.userId !== undefined)
    return { userId: said.userId, outcome: said.told === 'enrolled' ? 'enrolled' : 'was_member' }
  const found = await lookFor(vendor, identifiers)
  if (found === undefined) throw new ProblemError('lost' in said ? 'enrolment_unsure' : 'not_enrolled')
  return { ...found, outcome: 'lost' in said ? 'enrolled' : 'was_member' }
}

async function lookFor(vendor: Vendor, identifiers: readonly Identifier[]) {
  for (const pause of looks) {
    await wait(pause)
    const found = await memberWith(vendor, identifiers).catch((cause: unknown) => {
      throw new ProblemError('enrolment_unsure', { cause })
    })
    if (found !== undefined) return found
  }
  return undefined
}

/** Who has one of the identifiers; without an id if several have, of whom no one is chosen here. */
async function memberWith(
  vendor: Vendor,
  identifiers: readonly Identifier[],
): Promise<{ userId?: string } | undefined> {
  for (const identifier of identifiers) {
    try {
      const found = await vendor.lookUp(identifier, never())
      if (found.told === 'several') return {}
      return { userId: found.told === 'id' ? found.userId : found.answer.customer.id }
    } catch (fault) {
      if (fault instanceof ProblemError && fault.particulars.survivorId !== undefined)
        return { userId: fault.particulars.survivorId }
      if (!isNobodyFound(fault)) throw fault
    }
  }
  return undefined
}

const furtherIdentifiers = (fields: EnrolmentRequest['fields']): Identifier[] =>
  (['mobile', 'email'] as const).flatMap((kind) => {
    const value = fields[kind]
    return value === undefined ? [] : [{ kind, value }]
  })

const fieldsOf = (fields: EnrolmentRequest['fields'], prefix: string) =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
    ),
  )
