import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { readConfig } from '#gateway/config/config.ts'
import { fileVariables } from '#gateway/config/secret-files.ts'
import { openShop } from '#test/support/shop.ts'
import packageJson from '../package.json' with { type: 'json' }
import {
  composeFile,
  deployment,
  hasMetadata,
  kindsServed,
  named,
  networkPolicy,
  service,
  targets,
} from './shapes.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')

/** The documents of a YAML file, which must be without a fault and without a doubtful place. */
function documents(file: string): unknown[] {
  return parseAllDocuments(read(file), { version: '1.2', strict: true, uniqueKeys: true, merge: true }).map(
    (document) => {
      expect([...document.errors, ...document.warnings]).toEqual([])
      return document.toJS()
    },
  )
}

const manifests = readdirSync(path.join(root, 'deploy/kubernetes')).map((file) => `deploy/kubernetes/${file}`)
const kubernetes = <Schema extends v.GenericSchema>(file: string, schema: Schema) =>
  v.parse(schema, documents(`deploy/kubernetes/${file}.yaml`)[0])

const gateway = kubernetes('deployment', deployment)
const [container] = gateway.spec.template.spec.containers
const compose = v.parse(composeFile, documents('deploy/compose/compose.yaml')[0])
/** As it is where nobody has set anything: `${NAME:-default}`. */
const ofCompose = Object.fromEntries(
  Object.entries(compose.services['gateway-1']?.environment ?? {}).map(([name, value]) => [
    name,
    value.replace(/^\$\{\w+:-(.*)\}$/, '$1'),
  ]),
)
const unit = read('deploy/systemd/countersign@.service')

/** What the unit and its file set, for the first of its instances. */
function ofSystemd() {
  const inUnit = [...unit.matchAll(/^Environment=(.+)$/gm)].flatMap(([, settings = '']) =>
    settings.split(' '),
  )
  const inFile = read('deploy/systemd/countersign.env')
    .split('\n')
    .filter((line) => /^[A-Z]/.test(line))
  const pairs = [...inUnit, ...inFile].map((each) => each.replaceAll('%i', '1').split(/=(.*)/s, 2))
  return Object.fromEntries(pairs.map(([name = '', value = '']) => [name, value]))
}

const environments = [
  ['Kubernetes', Object.fromEntries((container?.env ?? []).map(({ name, value }) => [name, value]))],
  ['Compose', ofCompose],
  ['systemd', ofSystemd()],
] as const

test.each(environments)(
  'the gateway starts with what %s sets, and every variable of it is explained',
  async (_kind, env) => {
    const explained = new Set(
      [...read('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name = '']) => name),
    )
    const secrets = new Set(fileVariables.map((name) => `${name}_FILE`))
    const unknown = Object.keys(env).filter(
      (name) => !explained.has(name) && !secrets.has(name) && name !== 'NODE_ENV',
    )
    expect(unknown).toEqual([])

    const folder = await mkdtemp(path.join(tmpdir(), 'countersign-secrets-'))
    const contents = {
      DATABASE_URL_FILE: 'postgres://u:p@database/countersign',
      SESSION_KEYS_FILE: Buffer.alloc(32).toString('base64url'),
    }
    for (const [name, content] of Object.entries(contents)) {
      expect(env).toHaveProperty(name)
      await writeFile(path.join(folder, name), content)
    }
    const inFiles = Object.fromEntries(Object.keys(contents).map((name) => [name, path.join(folder, name)]))
    const filled = readConfig({ ...env, ...inFiles })
    expect(filled).toMatchObject({ vendor: { kind: 'capillary' }, keeping: { store: { kind: 'server' } } })
    expect(filled.metrics).toBeDefined()
    await rm(folder, { recursive: true })
  },
)

test.each(manifests)('%s is of a kind and version that clusters of today serve, and named', (file) => {
  for (const document of documents(file)) {
    const { apiVersion, kind, metadata } = v.parse(hasMetadata, document)
    expect(kindsServed[kind]).toBe(apiVersion)
    expect(metadata.name).toBe('countersign')
  }
})

test('what watches the gateways in a cluster asks at addresses and ports that there are', async () => {
  const ports = new Map(container?.ports.map(({ name, containerPort }) => [name, containerPort]))
  const env = environments[0][1]
  expect([ports.get('http'), ports.get('metrics')].map(String)).toEqual([env['PORT'], env['METRICS_PORT']])
  const probes = [container?.startupProbe, container?.livenessProbe, container?.readinessProbe]
  await using shop = await openShop({ signedIn: false })
  for (const probe of probes) {
    expect(ports.has(probe?.httpGet.port ?? '')).toBe(true)
    expect((await shop.gateway.inject(probe?.httpGet.path ?? '')).statusCode).toBe(200)
  }
  // Liveness must not hang on the store, or all gateways restart when it is away.
  expect(probes[1]?.httpGet.path).toBe('/healthz')
  expect(probes[2]?.httpGet.path).toBe('/readyz')
  const { spec } = kubernetes('service', service)
  expect(ports.has(spec.ports[0]?.targetPort ?? '')).toBe(true)
  for (const { ports: let_ } of kubernetes('network-policy', networkPolicy).spec.ingress)
    for (const { port } of let_) expect(ports.has(String(port))).toBe(true)
})

test('in a cluster all that belongs to the gateways finds them', () => {
  const { labels } = gateway.spec.template.metadata
  expect(labels).toMatchObject(gateway.spec.selector.matchLabels)
  expect(labels).toMatchObject(kubernetes('service', service).spec.selector)
  for (const file of ['pod-disruption-budget', 'network-policy', 'horizontal-pod-autoscaler']) {
    const { podSelector, selector, scaleTargetRef } = kubernetes(file, targets).spec
    expect(labels).toMatchObject((podSelector ?? selector)?.matchLabels ?? {})
    const { kind, metadata } = gateway
    expect(scaleTargetRef ?? { kind, name: metadata.name }).toMatchObject({ kind, name: metadata.name })
  }
  const { volumes } = gateway.spec.template.spec
  expect(volumes[0]?.secret.secretName).toBe(kubernetes('secret.example', named).metadata.name)
  const keys = Object.keys(kubernetes('secret.example', named).stringData ?? {})
  const mounted = container?.volumeMounts[0]?.mountPath ?? ''
  const files = Object.entries(environments[0][1]).filter(([name]) => name.endsWith('_FILE'))
  expect(files.map(([, file]) => path.dirname(file))).toEqual(files.map(() => mounted))
  expect(files.map(([, file]) => path.basename(file)).toSorted()).toEqual(keys.toSorted())
})

/** Seconds the gateway takes at most to finish what it has begun: `gateway/server.ts`. */
const drain = 10

test('everywhere the gateway is given the time to finish what it has begun', () => {
  const { terminationGracePeriodSeconds } = gateway.spec.template.spec
  const { seconds } = container?.lifecycle.preStop.sleep ?? { seconds: 0 }
  expect(terminationGracePeriodSeconds).toBeGreaterThan(seconds + drain)
  for (const name of ['gateway-1', 'gateway-2'])
    expect(Number.parseInt(compose.services[name]?.stop_grace_period ?? '', 10)).toBeGreaterThan(drain)
  expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(drain)
})

test('everywhere the gateway runs as nobody, can write nothing and gain nothing', () => {
  expect(gateway.spec.template.spec.securityContext).toMatchObject({
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
  })
  expect(gateway.spec.template.spec.automountServiceAccountToken).toBe(false)
  expect(container?.securityContext).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  })
  for (const name of ['gateway-1', 'gateway-2', 'nginx'])
    expect(compose.services[name]).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    })
  for (const line of [
    'DynamicUser=yes',
    'ProtectSystem=strict',
    'NoNewPrivileges=yes',
    'CapabilityBoundingSet=',
  ])
    expect(unit.split('\n')).toContain(line)
})

test('every service, network, secret and file that Compose is told of is there', () => {
  for (const { networks, secrets, volumes, depends_on } of Object.values(compose.services)) {
    for (const name of networks) expect(compose.networks).toHaveProperty(name)
    for (const name of secrets ?? []) expect(compose.secrets).toHaveProperty(name)
    for (const name of Object.keys(depends_on ?? {})) expect(compose.services).toHaveProperty(name)
    for (const [from = ''] of (volumes ?? []).map((each) => each.split(':')))
      expect(
        from.startsWith('./secrets/') ||
          from in compose.volumes ||
          existsSync(path.join(root, 'deploy/compose', from)),
      ).toBe(true)
  }
  const { build } = compose.services['gateway-1'] ?? {}
  expect(existsSync(path.join(root, 'deploy/compose', build?.context ?? '', build?.dockerfile ?? ''))).toBe(
    true,
  )
  expect(read('.gitignore').split('\n')).toContain('deploy/compose/secrets/')
})

test('the document of the configuration explains every variable there is, and no other, with its default', () => {
  const variables = [...read('.env.example').matchAll(/^([A-Z_]+)=(.*)$/gm)]
  const entries = read('docs/configuration.md')
    .split('\n')
    .filter((line) => /^- `[A-Z]/.test(line))
  const names = entries.flatMap((entry) =>
    [...entry.slice(0, entry.indexOf(', default')).matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name),
  )
  expect(new Set(names)).toEqual(new Set(variables.map(([, name]) => name)))
  expect(names).toHaveLength(variables.length)
  const wrong = variables.filter(
    ([, name, value]) =>
      value !== '' && !entries.some((entry) => entry.startsWith(`- \`${name}\`, default \`${value}\`,`)),
  )
  expect(wrong.map(([line]) => line)).toEqual([])
})

test('the guide says for each alert what to look at', () => {
  const guide = read('docs/operations.md')
  const alerts = [...read('deploy/monitoring/alert-rules.yaml').matchAll(/alert: (\w+)/g)].map(
    ([, name = '']) => name,
  )
  expect(alerts.filter((name) => !guide.includes(`\n- \`${name}\`: `))).toEqual([])
})

test('nginx asks where the gateways are', () => {
  const asked = (file: string) => [...read(file).matchAll(/^\s*server (\S+)/gm)].map(([, at]) => at)
  expect(asked('deploy/nginx/countersign-gateways.conf')).toEqual(['127.0.0.1:8081', '127.0.0.1:8082'])
  expect(ofSystemd()).toMatchObject({ HOST: '127.0.0.1', PORT: '8081' })
  const { PORT } = ofCompose
  expect(asked('deploy/compose/countersign-gateways.conf')).toEqual([
    `gateway-1:${PORT}`,
    `gateway-2:${PORT}`,
  ])
})

const containerfile = read('deploy/container/Containerfile')

test('the image has no shell, no root, and says what it is', () => {
  const last = containerfile.slice(containerfile.lastIndexOf('\nFROM '))
  expect(last).toMatch(/^\nFROM \S*distroless\S+:nonroot\n/)
  expect(last).toMatch(/^USER nonroot$/m)
  for (const label of ['title', 'description', 'licenses', 'version', 'revision'])
    expect(last).toContain(`org.opencontainers.image.${label}=`)
  expect(last).toContain(packageJson.description)
  expect(last).not.toMatch(/^RUN /m)
  for (const [, command = ''] of last.matchAll(/(?:^| )CMD (.+)$/gm))
    expect(JSON.parse(command)).toBeInstanceOf(Array)
  expect(containerfile).not.toMatch(/:latest/)
})

test('every file that the image is made of is there, and goes into its build', () => {
  const ignored = read('deploy/container/Containerfile.dockerignore').split('\n')
  expect(ignored).toContain('*')
  const copied = [...containerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, files = '']) =>
    files.split(' '),
  )
  for (const file of copied.filter((each) => each !== '.')) {
    expect(existsSync(path.join(root, file))).toBe(true)
    expect(ignored).toContain(`!${file}`)
  }
})

test('the same version everywhere, also in the notes of the release', () => {
  expect(gateway.metadata.labels?.['app.kubernetes.io/version']).toBe(packageJson.version)
  expect(container?.image.split(':').at(-1)).toBe(packageJson.version)
  expect(read('docs/changelog.md')).toMatch(
    new RegExp(`^## \\[${packageJson.version}\\] - \\d{4}-\\d\\d-\\d\\d$`, 'm'),
  )
})

test('a container tells of itself whether it is alive', async () => {
  await using shop = await openShop({ signedIn: false })
  const port = new URL(await shop.listen()).port
  const healthy = async (PORT: string) => {
    const asking = spawn(process.execPath, [path.join(root, 'deploy/container/healthy.mjs')], {
      env: { PORT },
    })
    return (await once(asking, 'exit'))[0]
  }
  expect(await healthy(port)).toBe(0)
  expect(await healthy('1')).toBe(1)
})

const hasSystemd = existsSync('/usr/bin/systemd-analyze')

test.skipIf(!hasSystemd)('systemd understands the unit, and thinks well of its walls', () => {
  const file = path.join(root, 'deploy/systemd/countersign@.service')
  const said = execFileSync('systemd-analyze', ['security', '--offline=true', file], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [, exposure] = /Overall exposure level for \S+: ([\d.]+) OK/.exec(said) ?? []
  expect(Number(exposure)).toBeLessThan(2)
})
