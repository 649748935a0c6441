// After the build: writes a .br and a .gz beside every file that gets smaller by it, at the highest settings, so that the
// gateway never compresses anything itself.
import fs from 'node:fs'
import path from 'node:path'
import zlib from 'node:zlib'

const folder = 'dist/app'
const isCompressible = /\.(js|css|html|svg|json|webmanifest|txt|wasm)$/

for (const name of fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (!isCompressible.test(name)) continue
  const file = path.join(folder, name)
  const bytes = fs.readFileSync(file)
  const params = {
    [zlib.constants.BROTLI_PARAM_QUALITY]: zlib.constants.BROTLI_MAX_QUALITY,
    [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  }
  keepIfSmaller(`${file}.br`, zlib.brotliCompressSync(bytes, { params }), bytes)
  keepIfSmaller(`${file}.gz`, zlib.gzipSync(bytes, { level: 9 }), bytes)
}

function keepIfSmaller(target, compressed, bytes) {
  if (compressed.length < bytes.length) fs.writeFileSync(target, compressed)
}
