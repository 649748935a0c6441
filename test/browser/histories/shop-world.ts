import type { VirtualClocks } from './clocks.ts'

/** Whose face a picture really shows, whatever anybody says of it. */
export type Face = { ownerId: string; position: number; version: number }
export type Link = { address: string; face: Face; endsAt: number | undefined; gatewayRun: number }

/** What the customer call is answered with. */
export const customerReplies = [
  'well',
  'vendor_down',
  'vendor_busy',
  'timed_out',
  'customer_not_found',
  'identity_mismatch',
  'unreachable',
  'captive_portal',
  'other_customer',
  'other_profile',
  'other_file',
  'other_storage_key',
  'without_photos',
] as const
export type CustomerReply = (typeof customerReplies)[number]

/** What a photo's address is answered with. */
export const photoReplies = [
  'well',
  'photo_expired',
  'photo_gone',
  'photo_timed_out',
  'photo_not_an_image',
  'unreachable',
  'breaks_off',
  'undecodable',
  'never_ends',
] as const
export type PhotoReply = (typeof photoReplies)[number]

export type Reply = CustomerReply | PhotoReply | 'photo_refused'

/** How many photos each customer of this shop has. */
const photoCounts = new Map([
  ['1001', 1],
  ['1002', 3],
  ['1003', 1],
  ['1004', 5],
])

/** Seconds, as the vendor writes them. */
export const statedLives = ['3599', '900', 'soon'] as const

/** S3's own upper bound, in seconds. */
const longestLife = 604_800

const basicIso = (moment: number) => `${new Date(moment).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`

export type ShopWorld = ReturnType<typeof createShopWorld>

/** Vendor, gateway and photo host as far as a till can tell them apart: customers, their photos, and the links to them. */
export function createShopWorld(clocks: VirtualClocks) {
  const links = new Map<string, Link>()
  const versions = new Map<string, number>()
  let signingEndedAt = -1
  let gatewayRun = 0
  let life: string = statedLives[0]
  let date: string | undefined

  const versionOf = (ownerId: string, position: number) => versions.get(`${ownerId}/${position}`) ?? 1

  const sign = (face: Face) => {
    const now = clocks.truth()
    const signedAt = Math.floor(now / 1000) * 1000
    const address = `/photos/${links.size}?X-Amz-Date=${date ?? basicIso(now)}&X-Amz-Expires=${life}`
    const seconds = Number(life)
    const isStated = date === undefined && seconds >= 1 && seconds <= longestLife
    const endsAt = isStated ? signedAt + seconds * 1000 : undefined
    links.set(address, { address, face, endsAt, gatewayRun })
    return address
  }

  const item = (face: Face, namedOwner = face.ownerId, keyOwner = face.ownerId) => {
    const { position, version } = face
    const secureFilePath = sign(face)
    const file = {
      name: `7/${namedOwner}/${position}`,
      s3Token: `customerImage/7/${keyOwner}/${face.ownerId}-${position}`,
      version,
    }
    return { code: 200, status: 'true', file, secureFilePath }
  }

  const facesOf = (ownerId: string): Face[] =>
    Array.from({ length: photoCounts.get(ownerId) ?? 0 }, (_, position) => ({
      ownerId,
      position,
      version: versionOf(ownerId, position),
    }))

  const record = (id: string, profileId: string, customerImage: object[]) => ({
    id: Number(id),
    profiles: [{ userId: Number(profileId), firstName: 'Customer', lastName: profileId, source: 'INSTORE' }],
    customerImage,
  })
  const usual = (id: string) =>
    record(
      id,
      id,
      facesOf(id).map((face) => item(face)),
    )

  const another = (id: string) => (id === '1001' ? '1002' : '1001')
  const strange = (id: string, owners: (other: string) => [named: string, key: string]) => {
    const other = another(id)
    const face = { ownerId: other, position: 0, version: versionOf(other, 0) }
    return record(id, id, [item(face, ...owners(other))])
  }

  return {
    linkAt: (address: string) => links.get(address),
    customerBody(id: string, reply: CustomerReply): object {
      if (reply === 'other_customer') return usual(another(id))
      if (reply === 'other_profile') return { ...usual(another(id)), id: Number(id) }
      if (reply === 'other_file') return strange(id, (other) => [other, other])
      if (reply === 'other_storage_key') return strange(id, (other) => [id, other])
      if (reply === 'without_photos') return record(id, id, [])
      return usual(id)
    },
    /** What becomes of a link by itself: it ends, its signer's session ends, its file is replaced, its seal is of a former gateway. */
    fateOf({ face, endsAt, address, gatewayRun: sealedIn }: Link): PhotoReply | 'photo_refused' {
      if (sealedIn !== gatewayRun) return 'photo_refused'
      const number = Number(/\d+/.exec(address)?.[0])
      if (number <= signingEndedAt) return 'photo_expired'
      if (endsAt !== undefined && clocks.truth() >= endsAt) return 'photo_expired'
      return versionOf(face.ownerId, face.position) === face.version ? 'well' : 'photo_gone'
    },
    /** From now on links are said to live this long. */
    setLife: (seconds: string) => {
      life = seconds
    },
    /** From now on links say they were signed then. */
    setDate: (written: string) => {
      date = written
    },
    /** The session that signed all links so far ends before they do. */
    endSigningSession: () => {
      signingEndedAt = links.size - 1
    },
    /** A new gateway process can't open what its predecessor sealed. */
    restartGateway: () => {
      gatewayRun += 1
    },
    replacePhoto: (ownerId: string) => {
      versions.set(`${ownerId}/0`, versionOf(ownerId, 0) + 1)
    },
  }
}
