import { buffer } from 'node:stream/consumers'
import { request } from 'undici'
import type { Photo } from '#contract/customer/photo.ts'
import type { Config } from '#gateway/config/config.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { photoHost } from '#gateway/photos/photo-host.ts'
import { allowedUrl } from '#gateway/photos/photo-origins.ts'
import { good, look, note, type Finding } from './findings.ts'
import { inWords } from './surroundings.ts'

type OnFile = Extract<Photo, { state: 'on-file' }>

/** What a photo and its link showed, without the link. */
export type PhotoFinding = {
  linkKind: string
  isAdmitted: boolean
  lifetimeSeconds?: number
  hostSkewSeconds?: number
  format?: string
  problem?: string
  /** Bytes that say something about people, places and devices. The gateway sends zeros in their place. */
  metadataBytes?: number
}

type Setting = Pick<Config, 'photoOrigins' | 'photoMaxBytes'>

const patience = 8_000

/** @param vendorNow the `Date` of the answer that had the link, or our own time */
export async function examinePhoto(photo: OnFile, setting: Setting, vendorNow: number) {
  const { link, expiry } = photo
  const finding: PhotoFinding = {
    linkKind: expiry?.kind ?? 'unknown',
    isAdmitted: allowedUrl(link, setting.photoOrigins) !== undefined,
  }
  const told: Finding[] = [hostFinding(link, finding.isAdmitted), lifeFinding(photo, finding, vendorNow)]
  if (!finding.isAdmitted) return { finding, told }
  return { finding, told: [...told, ...(await fetchFindings(photo, setting, finding))] }
}

/** The place of the photos for `PHOTO_ORIGINS`: the origin of the link, and the bucket if it stands in the path. */
function hostFinding(link: string, isAdmitted: boolean): Finding {
  if (!URL.canParse(link)) return look('The link of the photo is no address.')
  const { origin, pathname } = new URL(link)
  const place = origin + pathname.slice(0, Math.max(pathname.indexOf('/customerImage/'), 0) + 1)
  return isAdmitted
    ? good(`PHOTO_ORIGINS admits the host of the photo: ${place}`)
    : look(`PHOTO_ORIGINS does not admit the host of the photo. If it is yours, set PHOTO_ORIGINS=${place}`)
}

function lifeFinding({ expiry }: OnFile, finding: PhotoFinding, vendorNow: number): Finding {
  if (expiry === undefined)
    return look('The link of the photo does not say how long it lives, so it is renewed after some minutes.')
  const seconds = Math.round((Date.parse(expiry.endsAt) - vendorNow) / 1000)
  finding.lifetimeSeconds = seconds
  return seconds > 0
    ? good(`The link of the photo is of the kind ${expiry.kind} and lives for ${seconds} seconds more.`)
    : look(`The link of the photo is of the kind ${expiry.kind} and had ended before it came.`)
}

async function fetchFindings({ link }: OnFile, setting: Setting, finding: PhotoFinding): Promise<Finding[]> {
  const host = photoHost({ origins: setting.photoOrigins, maxBytes: setting.photoMaxBytes, patience })
  try {
    const download = await host.download(link, AbortSignal.timeout(patience))
    const clean = await buffer(download.bytes)
    finding.format = download.contentType
    return [
      good(
        `The photo is fetched and shown: ${download.contentType}, about ${Math.ceil(clean.length / 1000)} kB.`,
      ),
      ...(await rawFindings(link, clean, finding).catch(() => [
        look('The photo could not be fetched a second time, so its metadata was not examined.'),
      ])),
    ]
  } catch (fault) {
    const code = fault instanceof ProblemError ? fault.code : 'photo_refused'
    finding.problem = code
    return [look(`The photo cannot be shown: ${code}.`)]
  } finally {
    await host.close()
  }
}

/** Fetches the same file once more, as it is, to compare it with what a till would get. */
async function rawFindings(link: string, clean: Buffer, finding: PhotoFinding): Promise<Finding[]> {
  const { headers, body } = await request(link, { signal: AbortSignal.timeout(patience) })
  const raw = Buffer.from(await body.arrayBuffer())
  const changed = raw.reduce((count, byte, at) => (byte === clean[at] ? count : count + 1), 0)
  finding.metadataBytes = changed
  const skew = Math.round((Date.now() - Date.parse(String(headers.date))) / 1000)
  if (!Number.isNaN(skew)) finding.hostSkewSeconds = skew
  return [
    changed === 0
      ? good('The photo has no metadata.')
      : note(`The photo has metadata (${changed} bytes), which the gateway blanks before a till gets it.`),
    ...(Math.abs(skew) > 60
      ? [look(`The clock of this machine is ${inWords(skew)} that of the photo host.`)]
      : []),
  ]
}
