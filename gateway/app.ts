import fastify, { LogController, type FastifyInstance } from 'fastify'
import { randomUUID } from 'node:crypto'
import type { Shop } from '#contract/api/shop.ts'
import type { KeepAnchor } from './audit/anchors.ts'
import { openAudit } from './audit/audit.ts'
import type { Config } from './config/config.ts'
import { challengeRoutes } from './verification/challenge/challenge-routes.ts'
import { challengeTries } from './verification/challenge/tries.ts'
import { closeGently } from './http/closing.ts'
import { enrolmentRoutes } from './enrolment/enrolment-routes.ts'
import { customerRoute } from './look-up/customer-route.ts'
import { failures } from './http/error-handler.ts'
import { findRoute } from './look-up/find-route.ts'
import { refuseUnknownHosts } from './http/known-host.ts'
import { refuseAmbiguous } from './http/smuggling-guard.ts'
import { handOverRoutes } from './verification/hand-over/hand-over-routes.ts'
import { scrapingGuard } from './scraping-guard/scraping-guard.ts'
import { limitsRoutes } from './scraping-guard/limits-routes.ts'
import { healthRoutes } from './ops/health-routes.ts'
import { officeRoutes } from './office/office-routes.ts'
import { photoRoute } from './photos/photo-route.ts'
import { takingRoutes } from './photos/taking/taking-routes.ts'
import { openPhotoDelivery } from './photos/photo-delivery.ts'
import { photoSeal } from './photos/sealed-link.ts'
import { livePolicy } from './privacy/live-policy.ts'
import { defaultPolicy, type Policy } from './privacy/policy.ts'
import { logRequests } from './http/request-log.ts'
import { redemptionRoutes } from './redemption/redemption-routes.ts'
import { revealRoute } from './look-up/reveal-route.ts'
import { checkUserIds } from './http/route-parameters.ts'
import { refuseCrossSite } from './http/same-origin.ts'
import { sealingFor } from './crypto/sealing.ts'
import { searchRoute } from './look-up/search-route.ts'
import { worthRoute } from './look-up/worth-route.ts'
import { securityHeaders } from './http/security-headers.ts'
import { openAuth, type SessionSetting } from './auth/open-auth.ts'
import { statusRoute } from './ops/status-route.ts'
import { staticFiles } from './http/static-files.ts'
import { openVerification } from './verification/verification.ts'
import { sayingWhenDown } from './db/reachable.ts'
import { timingsRoutes } from './ops/timings.ts'
import { followTraces } from './http/trace.ts'
import { openClientErrors } from './http/client-errors.ts'
import { openUpstreams, type UpstreamSetting } from './resilience/upstreams.ts'

/** Everything that the gateway's process configures. */
export type Setting = Pick<Config, 'logLevel'> &
  UpstreamSetting &
  SessionSetting & {
    shop: Shop
    /** The other tills of the shop of each manager's till, in lower case: whose record its manager may read. */
    shopTills?: ReadonlyMap<string, readonly string[]>
    /** What the store asks of new members beside the name and the identifier. */
    enrolFields?: readonly string[]
    /** The store's own systems. Without it, none may open Countersign or ask for results. */
    pos?: Config['pos']
    /** The policy, and the file to follow if it came from one. The default policy applies if this is missing. */
    policy?: { file?: string | undefined; policy: Policy }
    /** Keeps anchors of the audit record in another place than the log. */
    keepAnchor?: KeepAnchor | undefined
    /** Proxies whose `X-Forwarded-*` headers are trusted; by default only this machine. */
    trustedProxies?: readonly string[]
    /** The names that requests may have in `Host`, besides those of this machine. Without it, any. */
    allowedHosts?: readonly string[]
    /** Folder of the built app. Without it, the gateway answers API calls only. */
    appFolder?: string
    /** Whether tills may keep the built app for later; true by default. */
    keepsShell?: boolean
    /** Where log lines go; standard output by default. */
    logTo?: { write(line: string): void }
    /**
     * Milliseconds to wait for a browser: `delivery` to receive a photo, `browser` to send the head of a request. A whole request
     * may take twice as long.
     */
    patience?: { delivery?: number; browser?: number }
    /** Aborts some time before the gateway closes, so that load balancers can choose another gateway first. */
    leaving?: AbortSignal
    /** Milliseconds for which closing waits for a proxy's kept-alive connections. */
    linger?: number
    /** Milliseconds by which answers above a soft limit of the scraping guard are delayed. */
    slowness?: number
  }

const noPos: Config['pos'] = { origins: [], apiKeys: [], keepDays: 30, receiptMinutes: 15 }

/** Milliseconds. A request head is one packet or two; a slow one could be an attack that holds connections open. */
const browserPatience = 5_000

/** In bytes. The longest part of a head is a photo address, whose seal contains the vendor's whole link. */
const longestHead = 16_384

/** Wires the gateway. It does not listen yet: tests inject requests, and the process calls `listen`. */
export async function openGateway(setting: Setting): Promise<FastifyInstance> {
  const clientErrors = openClientErrors()
  const trustedProxies = setting.trustedProxies ?? ['loopback']
  const patienceForBrowsers = setting.patience?.browser ?? browserPatience
  const app = fastify({
    logger: { level: setting.logLevel, ...(setting.logTo ? { stream: setting.logTo } : {}) },
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    // Node generates UUIDs in batches, which makes this several times cheaper.
    genReqId: () => randomUUID().replaceAll('-', ''),
    requestIdHeader: false,
    bodyLimit: 16_384,
    rewriteUrl: ({ url = '/' }) => (isDecodable(url) ? url : '/undecodable'),
    routerOptions: { maxParamLength: longestHead, caseSensitive: true, ignoreTrailingSlash: false },
    trustProxy: [...trustedProxies],
    requestTimeout: 2 * patienceForBrowsers,
    // Milliseconds without traffic in either direction. This is longer than any look-up takes, so the browser has stopped reading.
    connectionTimeout: 6 * patienceForBrowsers,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    clientErrorHandler: (fault, socket) => clientErrors.refuse(fault, socket),
    http: {
      headersTimeout: patienceForBrowsers,
      connectionsCheckingInterval: patienceForBrowsers / 5,
      maxHeaderSize: longestHead,
      // Node would reject the request by itself, but then continue to read from the connection.
      requireHostHeader: false,
    },
  })

  const { sessionKeys: keys, now = Date.now } = setting
  const { metrics } = setting
  const store = sayingWhenDown(metrics?.watchStore(setting.store) ?? setting.store)
  const upstreams = openUpstreams(setting, now)
  const { connection, host } = upstreams
  const photoDelivery = openPhotoDelivery(host, setting.photoMaxBytes, setting.patience?.delivery)
  const seal = photoSeal(sealingFor('photo address', keys))

  const audit = openAudit({ store, log: app.log, now, keepAnchor: setting.keepAnchor })
  app.decorate('audit', audit)

  failures(app)
  followTraces(app, trustedProxies)
  logRequests(app)
  clientErrors.watch(app)
  metrics?.watchRequests(app)
  const pos = setting.pos ?? noPos
  await securityHeaders(app, pos.origins)
  refuseAmbiguous(app)
  if (setting.allowedHosts !== undefined) refuseUnknownHosts(app, setting.allowedHosts)
  refuseCrossSite(app)
  checkUserIds(app)
  healthRoutes(app, store, setting.leaving)
  closeGently(app, setting.linger ?? 0)
  statusRoute(app, { store, ...upstreams.conditions, now })
  app.get('/api/shop', (_request, reply) => reply.send(setting.shop))
  const policy = livePolicy(setting.policy ?? { policy: defaultPolicy }, app.log)
  const auth = openAuth(app, connection, {
    ...setting,
    store,
    livePolicy: policy,
    noteToken: metrics?.noteToken,
  })
  const { callerOf } = auth
  const guard = scrapingGuard(app, {
    store,
    keys,
    now,
    ...(setting.slowness === undefined ? {} : { slowness: setting.slowness }),
  })
  const enrolFields = setting.enrolFields ?? []
  const verification = openVerification(app, {
    ...auth,
    enrolFields,
    guard,
    store,
    keys,
    now,
    pos,
    hasManagerTills: auth.signInAtTill !== undefined && (setting.managerTills ?? []).length > 0,
  })
  redemptionRoutes(app, { ...verification, callerOf, guard, store, now })
  enrolmentRoutes(app, { callerOf, guard, store, keys, now, enrolFields })
  const issue = { photoDelivery, seal, tokens: verification.tokens, noteSeen: metrics?.noteSeen }
  customerRoute(app, { callerOf, guard, issue })
  findRoute(app, { callerOf, guard, issue })
  worthRoute(app, { ...verification, callerOf, policy })
  searchRoute(app, { callerOf, guard })
  revealRoute(app, { callerOf, guard })
  challengeRoutes(app, { ...verification, callerOf, guard, tries: challengeTries(store), keys, now })
  limitsRoutes(app, { callerOf, guard, signInAtTill: auth.signInAtTill })
  handOverRoutes(app, {
    ...verification,
    callerOf,
    origins: pos.origins,
    keys,
    now,
  })
  officeRoutes(app, { callerOf, store, shopTills: setting.shopTills ?? new Map() })
  timingsRoutes(app, { callerOf, metrics })
  photoRoute(app, { callerOf, photoDelivery, seal })
  takingRoutes(app, { ...verification, callerOf, guard, store, keys, now })
  if (setting.appFolder !== undefined)
    await staticFiles(app, setting.appFolder, { ...auth, keepsShell: setting.keepsShell ?? true })

  app.addHook('onClose', async () => {
    photoDelivery.close()
    policy.close()
    await Promise.all([upstreams.close(), audit.close()])
  })
  return app
}

/**
 * Fastify answers an undecodable path before any of our hooks: without our headers and log line, and with the path in the answer.
 */
function isDecodable(url: string) {
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '')
    return true
  } catch {
    return false
  }
}
