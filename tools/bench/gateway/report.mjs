// What was measured, in words: `tools/bench/results-gateway-load.md`.
import fs from 'node:fs'
import os from 'node:os'
import { at, median } from './drive.mjs'
import { between } from './tills.mjs'

/** Two measures of one thing must not differ by more, or nothing of the run says anything. */
const mostNoise = 0.15

const line = (cells) => `| ${cells.join(' | ')} |`
const table = (heads, rows) => [line(heads), line(heads.map(() => '---')), ...rows.map(line)]

/** How much the two of the A/A pair differ, as a share. */
const noiseOf = ([one, other], figure) => Math.abs(figure(one) / figure(other) - 1)

const microsOf = ({ taken }) => median(taken.map(({ micros }) => micros))
const speedOf = ({ taken }) => median(taken.map(({ megabytes, seconds }) => megabytes / seconds))

function calls(results) {
  const floor = microsOf(results[0])
  return table(
    [
      '',
      'processor time per call, µs',
      'ratio',
      'of the PostgreSQL server beside it, µs',
      'median ms',
      'p99 ms',
    ],
    results.map((each) => {
      const times = each.taken.flatMap((one) => one.times)
      const store = median(each.taken.map(({ storeMicros }) => storeMicros))
      return [
        each.name,
        microsOf(each).toFixed(0),
        floor > 0 ? (microsOf(each) / floor).toFixed(2) : '',
        store > 0 ? store.toFixed(0) : '',
        at(times, 0.5).toFixed(2),
        at(times, 0.99).toFixed(2),
      ]
    }),
  )
}

function photoTable(results) {
  const nginx = results.find(({ name }) => name.startsWith('nginx'))
  return table(
    ['', 'MB a second', 'ratio to nginx', 'processor time per MB, µs', 'median ms', 'p99 ms'],
    results.map((each) => {
      const times = each.taken.flatMap((one) => one.times)
      const perMegabyte = each.taken.map(
        ({ micros, times: all, megabytes }) => (micros * all.length) / megabytes,
      )
      return [
        each.name,
        speedOf(each).toFixed(0),
        nginx === undefined ? '' : (speedOf(each) / speedOf(nginx)).toFixed(2),
        median(perMegabyte).toFixed(0),
        at(times, 0.5).toFixed(2),
        at(times, 0.99).toFixed(2),
      ]
    }),
  )
}

export function report({ sizes, load, lookUps, photos, names, growths, missing }) {
  const noise = Math.max(noiseOf(lookUps, microsOf), noiseOf(names, microsOf), noiseOf(photos, speedOf))
  const warnings = [
    ...(load > 1 ? [`The machine had other work when this began (load ${load.toFixed(1)}).`] : []),
    ...(Number.isNaN(noise) ? ['Too few calls for the kernel’s steps of 10 ms.'] : []),
    ...(noise > mostNoise ? [`Two measures of one thing differ by ${(noise * 100).toFixed(0)} %.`] : []),
  ]
  const words = [
    `# What the gateway costs, ${new Date().toISOString().slice(0, 10)}`,
    '',
    `Node ${process.version}, ${os.cpus().length} cores, which also make the load; interleaved rounds over ten connections.`,
    ...(warnings.length > 0 ? ['', `**Not to be quoted.** ${warnings.join(' ')}`] : []),
    ...missing.map((each) => `\n${each}`),
    '',
    `## A look-up, ${sizes.calls} calls each, customers without a photo, forty tills`,
    '',
    ...calls(lookUps),
    '',
    `## A photo of ${sizes.photo} KB, ${sizes.photos} each`,
    '',
    ...photoTable(photos),
    '',
    `## People by the beginning of their name, among 50,000, ${sizes.names} calls each`,
    '',
    ...calls(names),
    ...growths.flatMap(({ name, before, rows }) => [
      '',
      `## ${name}: tills, each with a look-up every ${between} s`,
      '',
      `${before.toFixed(0)} MB before the first of them.`,
      '',
      ...table(
        ['tills', 'look-ups', 'failed', 'median ms', 'p99 ms', 'p99 against 10 tills', 'memory, MB'],
        rows,
      ),
    ]),
    '',
  ].join('\n')
  fs.writeFileSync('tools/bench/results-gateway-load.md', words)
  console.log(words)
}
