import { createHash, randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { linkSeconds, openedSeconds, type PhoneState } from '#contract/api/phone-photo.ts'
import type { SessionKeys } from '#gateway/crypto/keys.ts'
import { sealingFor } from '#gateway/crypto/sealing.ts'
import type { Store } from '#gateway/db/store.ts'

/** For whom a phone takes a picture: nobody else gets it. */
type Owner = { session: string; associate: string | undefined; userId: string }

/** Milliseconds for which a picture waits for the till. */
const pictureHolds = 60_000

const link = v.object({ id: v.string(), session: v.string(), customer_id: v.string() })
const states = v.array(v.object({ is_opened: v.boolean(), has_picture: v.boolean() }))
const pictures = v.array(
  v.object({ picture_sealed: v.custom<Uint8Array>((value) => value instanceof Uint8Array) }),
)

/** A picture opens only for the link, the session and the customer that it was taken for. */
const contextOf = ({ id, session, customer_id }: v.InferOutput<typeof link>) =>
  JSON.stringify([id, session, customer_id])

const hashOf = (secret: string) => createHash('sha256').update(secret).digest()

export type PhonePhotos = ReturnType<typeof phonePhotos>

/**
 * One-time links with which a phone sends one picture to the till, and the pictures under way. They are in the store, so that till and
 * phone may reach different gateways: the secret as a hash, the picture sealed. They end with the session and when it locks.
 */
export function phonePhotos(store: Store, keys: SessionKeys, now: () => number) {
  const { query } = store
  const sealing = sealingFor('phone photo', keys)
  const after = (milliseconds: number) => new Date(now() + milliseconds)
  const ownerParams = ({ session, associate, userId }: Owner) => [session, associate ?? null, userId]
  const ofOwner = 'session = $3 and associate is not distinct from $4::text and customer_id = $5'
  const find = async (secret: string) => {
    const rows = await query(
      `select id, session, customer_id from phone_photos
      where secret_hash = $1 and expires_at > $2 and picture_sealed is null`,
      [hashOf(secret), new Date(now())],
    )
    return v.parse(v.array(link), rows)[0]
  }

  return {
    /** Makes a link, which takes the place of the session's former one. The session must be open. */
    async give(owner: Owner): Promise<{ id: string; secret: string }> {
      const [id, secret] = [randomBytes(12).toString('base64url'), randomBytes(24).toString('base64url')]
      await store.transaction(async (ask) => {
        await ask('delete from phone_photos where session = $1', [owner.session])
        await ask(
          `insert into phone_photos (id, secret_hash, session, associate, customer_id, expires_at)
          select $1, $2, id, $4, $5, $6 from sessions where id = $3 and locked_at is null`,
          [id, hashOf(secret), ...ownerParams(owner), after(linkSeconds * 1000)],
        )
      })
      return { id, secret }
    },

    /** Whether a picture can be sent with this secret. */
    isValid: async (secret: string): Promise<boolean> => (await find(secret)) !== undefined,

    /** Notes that the page was opened, which gives it time, once: a page may be loaded again. @returns false without a valid link */
    async open(secret: string): Promise<boolean> {
      const rows = await query(
        `update phone_photos set opened_at = coalesce(opened_at, $2),
          expires_at = case when opened_at is null then $3 else expires_at end
        where secret_hash = $1 and expires_at > $2 and picture_sealed is null returning id`,
        [hashOf(secret), new Date(now()), after(openedSeconds * 1000)],
      )
      return rows.length > 0
    },

    /** Keeps the picture for the till. The link is used then. @returns false without a valid link */
    async keep(secret: string, picture: Uint8Array): Promise<boolean> {
      const found = await find(secret)
      if (found === undefined) return false
      const sealed = sealing.seal(Buffer.from(picture).toString('base64'), contextOf(found))
      const rows = await query(
        `update phone_photos set picture_sealed = $3, expires_at = $4
        where secret_hash = $1 and expires_at > $2 and picture_sealed is null returning id`,
        [hashOf(secret), new Date(now()), sealed, after(pictureHolds)],
      )
      return rows.length > 0
    },

    /** The picture, which is deleted with that; how far the phone is; or `undefined` if the link has run out or is another's. */
    async take(id: string, owner: Owner): Promise<Buffer | PhoneState | undefined> {
      const params = [id, new Date(now()), ...ownerParams(owner)]
      const [found] = v.parse(
        states,
        await query(
          `select opened_at is not null as is_opened, picture_sealed is not null as has_picture
          from phone_photos where id = $1 and expires_at > $2 and ${ofOwner}`,
          params,
        ),
      )
      if (found === undefined) return undefined
      if (!found.has_picture) return found.is_opened ? 'opened' : 'waiting'
      const [taken] = v.parse(
        pictures,
        await query(
          `delete from phone_photos where id = $1 and expires_at > $2 and ${ofOwner} returning picture_sealed`,
          params,
        ),
      )
      const text =
        taken &&
        sealing.open(
          taken.picture_sealed,
          contextOf({ id, session: owner.session, customer_id: owner.userId }),
        )
      return text === undefined ? undefined : Buffer.from(text, 'base64')
    },

    async drop(id: string, session: string) {
      await query('delete from phone_photos where id = $1 and session = $2', [id, session])
    },

    async sweep() {
      await query('delete from phone_photos where expires_at <= $1', [new Date(now())])
    },
  }
}
