import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import * as v from 'valibot'
import { openMetrics } from './metrics.ts'

const file = (name: string) => fileURLToPath(new URL(`../../../deploy/monitoring/${name}`, import.meta.url))
const rules = readFileSync(file('alert-rules.yaml'), 'utf8')

const dashboard = v.object({
  panels: v.array(v.object({ title: v.string(), targets: v.array(v.object({ expr: v.string() })) })),
})

/** The names of the metrics in an expression, without the suffixes of histograms. Words in braces are labels. */
const metricsIn = (expression: string) =>
  (expression.replaceAll(/\{[^}]*\}/g, '').match(/\b(countersign|nodejs|process)_[a-z0-9_]+/g) ?? []).map(
    (name) => name.replace(/_(bucket|sum|count)$/, ''),
  )

const { panels } = v.parse(dashboard, JSON.parse(readFileSync(file('grafana-dashboard.json'), 'utf8')))
const onPanels = panels.map(({ targets }) => targets.flatMap(({ expr }) => metricsIn(expr)))

async function toldMetrics() {
  const text = await openMetrics().text()
  return [...text.matchAll(/^# TYPE (\S+) /gm)].map(([, name = '']) => name)
}

test('every metric that an alert or a panel asks for is told by the gateway', async () => {
  const told = new Set(await toldMetrics())
  expect(onPanels.filter((names) => names.length === 0)).toEqual([])
  expect([...onPanels.flat(), ...metricsIn(rules)].filter((name) => !told.has(name))).toEqual([])
})

test('every metric of ours is on a panel', async () => {
  const shown = new Set(onPanels.flat())
  const ours = (await toldMetrics()).filter((name) => name.startsWith('countersign_'))
  expect(ours.filter((name) => !shown.has(name))).toEqual([])
})

const promtool = spawnSync('promtool', ['check', 'rules', file('alert-rules.yaml')], { encoding: 'utf8' })

test.skipIf(promtool.error !== undefined)('Prometheus takes the alert rules', () => {
  expect(promtool.stderr + promtool.stdout).toContain('SUCCESS: 13 rules found')
})
