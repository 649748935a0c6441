import { createServer, type Server } from 'node:http'
import { createHash } from 'node:crypto'
import { type Answer, deliver } from '#sandbox/answer.ts'
import { photoAt } from '#sandbox/directory.ts'
import { type Exchange, record } from '#sandbox/traffic.ts'
import type { PhotoStatus } from '#sandbox/switches.ts'
import { BUCKET, type SandboxState } from '#sandbox/state.ts'
import type { HostPlan, Photo } from '#sandbox/customers/photo.ts'
import { refusal, refusalXml, type S3Refusal } from './s3-refusal.ts'
import { readQuery, verify } from './sigv4.ts'

/**
 * The vendor's photo store, played: answers as Amazon S3 does behind presigned links, on an origin of its own.
 * No CORS, no Cache-Control, no true content type, as nothing about them is documented.
 */
export function createPhotoHost(world: SandboxState): Server {
  return createServer((request, response) => {
    const exchange = record(world.requests, 'photos', request, response)
    const requestId = requestIdOf(world)
    const always = {
      date: new Date(world.now()).toUTCString(),
      server: 'AmazonS3',
      'x-amz-request-id': requestId,
      'x-amz-id-2': `${requestId}${requestId}`,
    }
    void deliver(exchange, answer(world, exchange, requestId), always)
  })
}

async function answer(world: SandboxState, { request }: Exchange, requestId: string): Promise<Answer> {
  const [rawPath = '', rawQuery = ''] = (request.url ?? '').split('?', 2)
  const { switches } = world
  const place = whereIn(rawPath)
  const waitMs = switches.photoDelay + (place ? (switches.photoDelays[place.userId] ?? 0) : 0)
  const photo = place && photoAt(world, place)
  const ask = { method: request.method ?? '', host: request.headers.host ?? '', path: rawPath, rawQuery }
  const refused =
    forced[world.switches.photoStatus](world) ??
    refusedBySignature(world, ask, photo?.photo.host) ??
    refusedByObject(photo?.photo.host)
  if (refused === undefined && photo) return { ...(await handOut(world, photo.photo, photo.version)), waitMs }
  if (refused === 'hang') return { status: 200, headers: {}, body: '', ending: 'hang' }
  const fault = refused ?? noSuchKey(place?.key ?? rawPath)
  return {
    status: fault.status,
    headers: { 'content-type': 'application/xml' },
    body: refusalXml(fault, requestId),
    waitMs,
  }
}

type Ask = { method: string; host: string; path: string; rawQuery: string }

function refusedBySignature(
  world: SandboxState,
  ask: Ask,
  plan: HostPlan | undefined,
): S3Refusal | undefined {
  try {
    const query = readQuery(ask.rawQuery)
    const isSigned = query.some(([name]) => name === 'X-Amz-Signature' || name === 'X-Amz-Algorithm')
    if (!isSigned) return plan?.public && ask.method === 'GET' ? undefined : accessDenied()
    return verify({ ...ask, query }, world.now(), (keyId, token) =>
      world.role.secretOf(keyId, token, world.now()),
    )
  } catch {
    // decodeURIComponent refuses a lone percent sign.
    return refusal(400, 'InvalidURI', "Couldn't parse the specified URI.")
  }
}

const forced: { [status in PhotoStatus]: (world: SandboxState) => S3Refusal | 'hang' | undefined } = {
  ok: () => undefined,
  expired: ({ switches, now }) =>
    refusal(403, 'AccessDenied', 'Request has expired', {
      'X-Amz-Expires': String(switches.linkLifetime),
      Expires: new Date(now() - 1000).toISOString(),
      ServerTime: new Date(now()).toISOString(),
    }),
  refused: accessDenied,
  gone: () => noSuchKey('customerImage'),
  'slow-down': () => refusal(503, 'SlowDown', 'Please reduce your request rate.'),
  hang: () => 'hang',
}

function refusedByObject(plan: HostPlan | undefined): S3Refusal | 'hang' | undefined {
  if (plan?.instead === 'hang') return 'hang'
  if (plan?.instead === 'access-denied') return accessDenied()
  if (plan?.instead === 'no-such-key') return noSuchKey('customerImage')
  return undefined
}

async function handOut(
  { apiUrl }: SandboxState,
  { picture, host = {}, takenAt }: Photo,
  version: number,
): Promise<Answer> {
  if (host.instead === 'redirect') {
    return { status: 302, headers: { location: `${apiUrl}/followed-a-redirect` }, body: '' }
  }
  const body = await picture(version)
  return {
    status: 200,
    headers: {
      'content-type': host.contentType ?? 'binary/octet-stream',
      'last-modified': new Date(takenAt ? `${takenAt.replace(' ', 'T')}+05:30` : LAST_MODIFIED).toUTCString(),
      etag: `"${createHash('md5').update(body).digest('hex')}"`,
      'accept-ranges': 'bytes',
    },
    body,
    ...(host.instead === 'cut' && { ending: 'cut' }),
  }
}

const LAST_MODIFIED = '2025-04-30T06:55:56Z'

function whereIn(rawPath: string): { userId: number; key: string } | undefined {
  const [, bucket, namespace, org, userId, uuid] = rawPath.split('/')
  if (bucket !== BUCKET || !/^\d+$/.test(userId ?? '')) return undefined
  return { userId: Number(userId), key: `${namespace}/${org}/${userId}/${uuid}` }
}

const requestIdOf = (world: SandboxState) =>
  createHash('sha256')
    .update(`${world.now()} ${world.turn('photo request')}`)
    .digest('hex')
    .slice(0, 16)
    .toUpperCase()

function accessDenied(): S3Refusal {
  return refusal(403, 'AccessDenied', 'Access Denied')
}

function noSuchKey(key: string): S3Refusal {
  return refusal(404, 'NoSuchKey', 'The specified key does not exist.', { Key: key })
}
