// Draws the pictures by which an installed Countersign is found on a till, from public/icon.svg: `node tools/scripts/icons.mjs`, after a change
// to it. Those that a system cuts to its own shape (https://www.w3.org/TR/appmanifest/#icon-masks) have no corners.
import { chromium } from 'playwright'
import fs from 'node:fs'
import { findBrowser, launchArgs } from './browser.mjs'

const drawing = fs.readFileSync('public/icon.svg', 'utf8')
const shapes = { icon: drawing, maskable: drawing.replace(' rx="8"', '') }

const browser = await chromium.launch({ ...findBrowser(), args: launchArgs })
for (const [name, svg] of Object.entries(shapes))
  for (const size of [192, 512]) {
    const page = await browser.newPage({ viewport: { width: size, height: size } })
    await page.setContent(`<style>body { margin: 0 } svg { display: block; width: 100vw }</style>${svg}`)
    await page.screenshot({ path: `public/${name}-${size}.png`, omitBackground: true })
  }
await browser.close()
