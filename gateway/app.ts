import fastify, { LogController, type FastifyInstance } from 'fastify'
import { randomUUID } from 'node:crypto'
import type { Shop } from '#contract/api/shop.ts'
import { openAudit } from './audit/audit.ts'
import type { Config } from './config/config.ts'
import { challengeRoutes } from './verification/challenge/challenge-routes.ts'
import { challengeTries } from './verification/challenge/tries.ts'
import { closeGently } from './http/closing.ts'
import { customerRoute } from './look-up/customer-route.ts'
import { failures } from './http/error-handler.ts'
import { findRoute } from './look-up/find-route.ts'
import { refuseAmbiguous } from './http/smuggling-guard.ts'
import { handOverRoutes } from './verification/hand-over/hand-over-routes.ts'
import { harvestGuard } from './scraping-guard/scraping-guard.ts'
import { limitsRoutes } from './scraping-guard/limits-routes.ts'
import { healthRoutes } from './ops/health-routes.ts'
import { photoRoute } from './photos/photo-route.ts'
import { photoDesk } from './photos/photo-delivery.ts'
import { photoSeal } from './photos/sealed-link.ts'
import { livePolicy } from './privacy/live-policy.ts'
import { defaultPolicy, type Policy } from './privacy/policy.ts'
import { logRequests } from './http/request-log.ts'
import { revealRoute } from './look-up/reveal-route.ts'
import { refuseCrossSite } from './http/same-origin.ts'
import { sealingFor } from './crypto/sealing.ts'
import { searchRoute } from './look-up/search-route.ts'
import { securityHeaders } from './http/security-headers.ts'
import { openSessionDoor, type SessionSetting } from './auth/open-auth.ts'
import { statusRoute } from './ops/status-route.ts'
import { staticFiles } from './http/static-files.ts'
import { openVerification } from './verification/verification.ts'
import { sayingWhenDown } from './db/reachable.ts'
import { timingsRoutes } from './ops/timings.ts'
import { followTraces } from './http/trace.ts'
import { openUnreadable } from './http/client-errors.ts'
import { openUpstreams, type UpstreamSetting } from './resilience/upstreams.ts'

/** Everything the gateway is made of, decided by its process. */
export type Setting = Pick<Config, 'logLevel'> &
  UpstreamSetting &
  SessionSetting & {
    shop: Shop
    /** The store's own systems; without it none may open Countersign or ask for results. */
    pos?: Config['pos']
    /** What is shown to whom, and the file it came from, which is followed; the default where not given. */
    policy?: { file?: string | undefined; policy: Policy }
    /** Whose word about who asks is taken; this machine's alone where not given. */
    trustedProxies?: readonly string[]
    /** Folder of the built app; without it the gateway answers calls only. */
    appFolder?: string
    /** Whether tills may keep the built app; they may where not given. */
    keepsShell?: boolean
    /** Where log lines go; standard output where not given. */
    logTo?: { write(line: string): void }
    /** Milliseconds to wait for a browser: to take its photo; and to ask, until its request's head has come, for all of it twice as long. */
    patience?: { delivery?: number; browser?: number }
    /** Aborts some time before the gateway closes, so that load balancers look elsewhere first. */
    leaving?: AbortSignal
    /** Milliseconds for which a proxy's kept-alive connections are waited for at the end. */
    linger?: number
    /** Milliseconds by which the answers of who asks for many customers are held back. */
    slowness?: number
  }

const noPos: Config['pos'] = { origins: [], apiKeys: [], keepDays: 30 }

/** A head is one packet or two. Whoever takes longer holds a connection, which is all that a slow attack wants. */
const browserPatience = 5_000

/** In bytes; the longest thing in it is the address of a photo, whose seal holds the vendor's whole link. */
const longestHead = 16_384

/** Wires the gateway. Does not listen yet: tests inject requests, the process listens. */
export async function openGateway(setting: Setting): Promise<FastifyInstance> {
  const unreadable = openUnreadable()
  const trustedProxies = setting.trustedProxies ?? ['loopback']
  const patienceForBrowsers = setting.patience?.browser ?? browserPatience
  const app = fastify({
    logger: { level: setting.logLevel, ...(setting.logTo ? { stream: setting.logTo } : {}) },
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    // Drawn many at a time, which is several times cheaper.
    genReqId: () => randomUUID().replaceAll('-', ''),
    requestIdHeader: false,
    bodyLimit: 16_384,
    rewriteUrl: ({ url = '/' }) => (isDecodable(url) ? url : '/undecodable'),
    routerOptions: { maxParamLength: longestHead, caseSensitive: true, ignoreTrailingSlash: false },
    trustProxy: [...trustedProxies],
    requestTimeout: 2 * patienceForBrowsers,
    // Of silence in both directions while an answer is due: longer than any look-up takes, or the browser has stopped to read it.
    connectionTimeout: 6 * patienceForBrowsers,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    clientErrorHandler: (fault, socket) => unreadable.refuse(fault, socket),
    http: {
      headersTimeout: patienceForBrowsers,
      connectionsCheckingInterval: patienceForBrowsers / 5,
      maxHeaderSize: longestHead,
      // Node would refuse by itself, but go on to read what follows on the connection.
      requireHostHeader: false,
    },
  })

  const { sessionKeys: keys, now = Date.now } = setting
  const { metrics } = setting
  const store = sayingWhenDown(metrics?.watchStore(setting.store) ?? setting.store)
  const upstreams = openUpstreams(setting, now)
  const { connection, host } = upstreams
  const desk = photoDesk(host, setting.photoMaxBytes, setting.patience?.delivery)
  const seal = photoSeal(sealingFor('photo address', keys))

  const audit = openAudit({ store, log: app.log, now })
  app.decorate('audit', audit)

  failures(app)
  followTraces(app, trustedProxies)
  logRequests(app)
  unreadable.watch(app)
  metrics?.watchRequests(app)
  const pos = setting.pos ?? noPos
  await securityHeaders(app, pos.origins)
  refuseAmbiguous(app)
  refuseCrossSite(app)
  healthRoutes(app, store, setting.leaving)
  closeGently(app, setting.linger ?? 0)
  statusRoute(app, { store, ...upstreams.conditions, now })
  app.get('/api/shop', (_request, reply) => reply.header('cache-control', 'no-store').send(setting.shop))
  const policy = livePolicy(setting.policy ?? { policy: defaultPolicy }, app.log)
  const door = openSessionDoor(app, connection, {
    ...setting,
    store,
    livePolicy: policy,
    noteToken: metrics?.noteToken,
  })
  const { callerOf } = door
  const guard = harvestGuard(app, {
    store,
    keys,
    now,
    ...(setting.slowness === undefined ? {} : { slowness: setting.slowness }),
  })
  const verification = openVerification(app, {
    ...door,
    guard,
    store,
    keys,
    now,
    pos,
    limits: setting.sessionLimits,
    hasManagerTills: door.signInAtTill !== undefined && (setting.managerTills ?? []).length > 0,
  })
  const issue = { desk, seal, tokens: verification.tokens }
  customerRoute(app, { callerOf, guard, issue })
  findRoute(app, { callerOf, guard, issue })
  searchRoute(app, { callerOf, guard })
  revealRoute(app, { callerOf, guard })
  challengeRoutes(app, { ...verification, callerOf, guard, tries: challengeTries(store), keys, now })
  limitsRoutes(app, { callerOf, guard, signInAtTill: door.signInAtTill })
  handOverRoutes(app, {
    ...verification,
    callerOf,
    origins: pos.origins,
    keys,
    now,
  })
  timingsRoutes(app, { callerOf, metrics })
  photoRoute(app, { callerOf, desk, seal })
  if (setting.appFolder !== undefined)
    await staticFiles(app, setting.appFolder, { greet: door.greet, keepsShell: setting.keepsShell ?? true })

  app.addHook('onClose', async () => {
    desk.close()
    policy.close()
    await Promise.all([upstreams.close(), audit.settle()])
  })
  return app
}

/** Fastify answers what it can't decode before any hook of ours: without our headers and log line, and quoting the address. */
function isDecodable(url: string) {
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '')
    return true
  } catch {
    return false
  }
}
