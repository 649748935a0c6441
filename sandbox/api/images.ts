import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer } from '#sandbox/answer.ts'
import { fileOf } from '#sandbox/customers/image-items.ts'
import { madeUpUuid, objectKey, type Photo } from '#sandbox/customers/photo.ts'
import { slotsOf, type Slot } from '#sandbox/customers/slots.ts'
import { customerIn, specials } from '#sandbox/directory.ts'
import type { SandboxState } from '#sandbox/state.ts'
import { failed, imageFault, json, noSuchCustomer } from './bodies.ts'

export type Write = { world: SandboxState; id: string; query: URLSearchParams; bytes: Buffer; type: string }

const MOST = 5
const LEAST_BYTES = 10_240
const MOST_BYTES = 49 * 1024 * 1024

/** Adds the photos of a form. https://docs.capillarytech.com/reference/add-customer-image */
export const addImages = (write: Write): Promise<Answer> =>
  alone(write, 'add', async (userId, slots) => {
    const files = await filesIn(write)
    if (files.length === 0) return imageFault(write.world, 8081, 'No image passed')
    if (files.some(({ length }) => length < LEAST_BYTES))
      return imageFault(write.world, 8083, 'Image too small')
    if (files.some((file) => file.length > MOST_BYTES || !isPicture(file)))
      return imageFault(write.world, 8084, 'No valid image passed')
    const former = write.world.switches.upload === 'replace' ? slots[0] : undefined
    const staying = slots.filter((slot) => slot !== former)
    if (staying.length + files.length > MOST)
      return imageFault(write.world, 8082, 'Maximum 5 images are allowed per user')
    const behind = Math.max(-1, ...slots.map(({ index }) => index)) + 1
    const added = files.map((file, at) =>
      newSlot(write.world, userId, file, at === 0 && former ? former : behind + at),
    )
    write.world.kept.set(userId, [...staying, ...added].toSorted(byIndex))
    return json({
      data: await Promise.all(added.map((slot) => said(userId, slot))),
      warnings: [],
      errors: [],
    })
  })

/** Deletes the photo with an index. https://docs.capillarytech.com/reference/delete-customer-image */
export const deleteImage = (write: Write): Promise<Answer> =>
  alone(write, 'delete', async (userId, slots) => {
    const { world, query } = write
    const wanted = query.get('image_ids') ?? ''
    if (!/^\d+$/.test(wanted)) return imageFault(world, 8078, 'No image passed')
    const at = slots.findIndex(({ index }) => index === Number(wanted))
    if (at < 0) return imageFault(world, 8080, 'Error in deleting image')
    const rest = slots.toSpliced(at, 1)
    world.kept.set(
      userId,
      world.switches.deleteShifts ? rest.map((slot, index) => ({ ...slot, index })) : rest,
    )
    return json({ data: [{ code: 200, message: 'Success', status: 'true' }], warnings: [], errors: [] })
  })

/** One write at a time for a customer. https://docs.capillarytech.com/reference/api-status-codes (521) */
async function alone(
  { world, id }: Write,
  kind: 'add' | 'delete',
  work: (userId: number, slots: readonly Slot[]) => Promise<Answer>,
): Promise<Answer> {
  if (!/^\d+$/.test(id)) return { status: 400, headers: {}, body: '' }
  const userId = Number(id)
  const customer = customerIn(world, userId)
  if (customer === undefined) return noSuchCustomer()
  if (world.writing.has(userId)) return failed(521, 'Multiple actions running for the customer', 521)
  world.writing.add(userId)
  try {
    await sleep(world.switches.writeDelay)
    const ordinary = () => work(userId, slotsOf(world, customer))
    const special = specials.get(userId)
    if (special?.write) return await special.write({ ordinary, world, userId, kind })
    return await (special?.answer?.({ ordinary, world, userId, query: new URLSearchParams() }) ?? ordinary())
  } finally {
    world.writing.delete(userId)
  }
}

async function filesIn({ bytes, type }: Write): Promise<Buffer[]> {
  const form = await new Response(Uint8Array.from(bytes), { headers: { 'content-type': type } })
    .formData()
    .catch(() => new FormData())
  const files = form.getAll('file').filter((part) => typeof part !== 'string')
  return Promise.all(files.map(async (file) => Buffer.from(await file.arrayBuffer())))
}

const OPENINGS = ['\u00ff\u00d8\u00ff', '\u0089PNG', 'RIFF', 'GIF8']
const isPicture = (file: Buffer) =>
  OPENINGS.some((opening) => file.toString('latin1', 0, opening.length) === opening) ||
  file.toString('latin1', 4, 8) === 'ftyp'

/** @param place an index of its own, or the photo whose place and handle it takes */
function newSlot(world: SandboxState, userId: number, file: Buffer, place: number | Slot): Slot {
  const photo: Photo = { picture: () => file, uuid: randomUUID(), takenAt: localTime(world.now()) }
  const key = objectKey(userId, 0, 1, photo)
  return typeof place === 'number'
    ? { index: place, version: 1, key, fileHandle: madeUpUuid(`handle of ${key}`), photo }
    : { ...place, version: place.version + 1, key, photo }
}

const byIndex = (one: Slot, other: Slot) => one.index - other.index

const said = async (userId: number, slot: Slot) => ({
  code: 200,
  file: await fileOf(userId, slot),
  message: 'Successfully uploaded file',
  status: 'true',
})

/** The time on the vendor's server, in India. */
const localTime = (now: number) =>
  new Date(now + 5.5 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
