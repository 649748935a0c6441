import { createHash } from 'node:crypto'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

/**
 * Copies the built app as the next build would be: every script has another name, so that none of the former build fits, and the pages are
 * marked. Beside a copy of the built gateway, which serves the app it finds next to itself.
 *
 * @returns the file of that gateway
 */
export async function copyAsNewer(): Promise<string> {
  const folder = path.join('dist', 'seeded', 'newer')
  await rm(folder, { recursive: true, force: true })
  await mkdir(path.join(folder, 'app/assets'), { recursive: true })
  await cp('dist/gateway', path.join(folder, 'gateway'), { recursive: true })
  const files = (await readdir('dist/app', { recursive: true })).filter((file) =>
    /\.(?:js|css|html)$/.test(file),
  )
  const scripts = new Set(
    files.filter((file) => /^assets.*\.js$/.test(file)).map((file) => path.basename(file)),
  )
  const renamed = (text: string) =>
    text.replaceAll(/[\w.-]+\.js\b/g, (name) => (scripts.has(name) ? name.replace('.js', 'n.js') : name))
  const hashes = new Map<string, string>()
  for (const file of files.filter((each) => each !== 'shell-worker.js')) {
    const text = renamed(await readFile(path.join('dist/app', file), 'utf8')).replace(
      '<html ',
      '<html data-newer ',
    )
    await writeFile(path.join(folder, 'app', renamed(file)), text)
    hashes.set(`/${renamed(file)}`, `sha256-${createHash('sha256').update(text).digest('base64')}`)
  }
  const worker = renamed(await readFile('dist/app/shell-worker.js', 'utf8'))
    .replaceAll(/"(\/[^"]+)":(["'`])sha256-[^"'`]+/g, (_, address: string, quote: string) =>
      [`"${address}":`, quote, hashes.get(address)].join(''),
    )
    .replace(/version:(["'`])/, 'version:$1newer')
  await writeFile(path.join(folder, 'app/shell-worker.js'), worker)
  return path.join(folder, 'gateway', 'server.js')
}
