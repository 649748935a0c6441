import { execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '#test/support/free-port.ts'

/** The name in the shipped files. */
export const host = 'countersign.example.com'

const shipped = (file: string) => readFile(new URL(`../nginx/${file}`, import.meta.url), 'utf8')

/** Programs of Debian's packages nginx and openssl that are not there. */
export const missingPrograms = () =>
  ['nginx', 'openssl'].filter((program) => {
    try {
      execFileSync(program, [program === 'nginx' ? '-v' : 'version'], { stdio: 'ignore' })
      return false
    } catch {
      return true
    }
  })

/**
 * Debian's nginx on the shipped files. All that is changed in them are ports and folders; what is not found to be changed is a mistake
 * of this test.
 *
 * @param gateways their ports
 * @param name by which it is reached
 * @returns its ports, its certificate as PEM and the file of it, and what it wrote in its logs
 */
export async function startNginx(gateways: readonly [number, number], name = host) {
  const folder = await mkdtemp(path.join(tmpdir(), 'countersign-nginx-'))
  const [tls, plain] = [await freePort(), await freePort()]
  const certificate = await selfSigned(folder, name)
  const changes: [string, string][] = [
    ['listen 443 ssl', `listen 127.0.0.1:${tls} ssl`],
    ['listen 80;', `listen 127.0.0.1:${plain};`],
    ['/etc/countersign/tls', folder],
    [host, name],
    ['/var/log/nginx', folder],
    ['127.0.0.1:8081', `127.0.0.1:${gateways[0]}`],
    ['127.0.0.1:8082', `127.0.0.1:${gateways[1]}`],
  ]
  let files = `${await shipped('countersign-gateways.conf')}${await shipped('countersign.conf')}`
  for (const [from, to] of changes) {
    if (!files.includes(from)) throw new Error(`"${from}" is not in the shipped files`)
    files = files.replaceAll(from, to)
  }
  await mkdir(path.join(folder, 'temp'))
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((each) => `${each}_temp_path ${folder}/temp/${each};`)
    .join(' ')
  const main = `${process.getuid?.() === 0 ? 'user root;' : ''} worker_processes 1; daemon off; pid ${folder}/nginx.pid;
    error_log ${folder}/error.log; events {} http { gzip on; ${temporary}\n${files}\n}`
  const file = path.join(folder, 'nginx.conf')
  await writeFile(file, main)
  await promisify(execFile)('nginx', ['-t', '-q', '-c', file])
  const running = spawn('nginx', ['-c', file], { stdio: 'ignore' })
  return {
    tls,
    plain,
    certificate,
    certificateFile: path.join(folder, 'tls.crt'),
    logs: async () =>
      (
        await Promise.all(
          ['error.log', 'countersign.log'].map((each) => readFile(path.join(folder, each), 'utf8')),
        )
      ).join(''),
    async stop() {
      running.kill('SIGTERM')
      await once(running, 'exit')
      await rm(folder, { recursive: true })
    },
  }
}

async function selfSigned(folder: string, name: string) {
  const [key, certificate] = ['tls.key', 'tls.crt'].map((each) => path.join(folder, each))
  const asked = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=${name} -addext subjectAltName=DNS:${name}`
  await promisify(execFile)('openssl', [...asked.split(' '), '-keyout', key ?? '', '-out', certificate ?? ''])
  return readFile(certificate ?? '', 'utf8')
}
