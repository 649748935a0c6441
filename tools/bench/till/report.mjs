// The figures as Markdown.

export function spread(values) {
  const sorted = values.toSorted((one, other) => one - other)
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
  return { low: at(0.25), median: at(0.5), high: at(0.75), count: sorted.length }
}

/** Each with what it is compared with, and the ratio that was set as its goal. */
const goals = [
  ['usable, cold', 'cold usable', 'floor', 1.25],
  ['usable, warm cache', 'warm usable', 'floor', 1.25],
  ['Enter → name, first', 'far: first name', 'limit', undefined],
  ['Enter → name, second', 'far: second name', 'limit', 1.2],
  ['Enter → name, after idle', 'far: after idle name', 'limit', 1.2],
  ['Enter → photo, first, gateway 100 ms from the photo host', 'far: first photo', 'limit', 1.15],
  ['Enter → photo, second', 'far: second photo', 'limit', 1],
  ['Enter → photo, after idle', 'far: after idle photo', 'limit', 1],
  ['Enter → photo, first, gateway 5 ms from the photo host', 'near: first photo', 'limit', undefined],
  ['Enter → photo, second', 'near: second photo', 'limit', 0.8],
  ['Enter → photo, after idle', 'near: after idle photo', 'limit', 0.8],
]

const ms = ({ low, median, high }) => `${median.toFixed(0)} [${low.toFixed(0)}–${high.toFixed(0)}]`
/** How far an A/A pair may be apart in the same run before its figures are not to be quoted. */
const mostNoise = 0.15

export function report(about, medians) {
  const ours = medians.get('Countersign')
  const [one, other] = [medians.get('floor'), medians.get('floor again (A/A)')]
  const noise = goals.map(([, figure]) => Math.abs(other[figure].median / one[figure].median - 1))
  const worst = Math.max(...noise)
  const lines = [
    `# From start to photo, ${about.date}`,
    '',
    `Node ${about.node}, ${about.cores} cores (load ${about.load.toFixed(1)} at the end), processor slowed ${about.throttle}× (at full speed a fixed piece of script takes ${about.speed.toFixed(0)} ms), ${about.rounds} interleaved rounds; store link ${about.store.roundTrip} ms and ${about.store.megabits} Mbit/s with slow start, vendor ${about.vendorDelay} ms, photo host ${about.photoTrip} ms from the browser. Medians in ms [quartiles]. How each is taken: [README.md](README.md).`,
    '',
    worst > mostNoise
      ? `**The machine was too busy for these figures to be quoted**: the same page measured twice differs by up to ${(worst * 100).toFixed(0)} %.`
      : `The same page measured twice (A/A) differs by up to ${(worst * 100).toFixed(0)} %: differences below that are noise.`,
    ...(about.givenUp.length === 0
      ? []
      : [
          '',
          `${about.givenUp.length} measurements came to nothing and count for none: ${about.givenUp.join('; ')}.`,
        ]),
    '',
    '| figure | Countersign | against | ratio | goal |',
    '| --- | --- | --- | --- | --- |',
    ...goals.map(([words, figure, against, goal]) => {
      const base = medians.get(against)[figure]
      const ratio = ours[figure].median / base.median
      const verdict =
        goal === undefined ? '' : `≤ ${goal.toFixed(2)}: ${ratio <= goal ? 'reached' : 'not reached'}`
      return `| ${words} | ${ms(ours[figure])} | ${against} ${ms(base)} | ${ratio.toFixed(2)} | ${verdict} |`
    }),
    `| Enter → next paint | ${ms(ours['far: next paint'])} | | | ≤ 64 ms: ${ours['far: next paint'].median <= 64 ? 'reached' : 'not reached'} |`,
    '',
    '## All candidates',
    '',
  ]
  const names = [...medians.keys()]
  const figures = Object.keys(ours)
  lines.push(`| | ${names.join(' | ')} |`, `| --- | ${names.map(() => '---').join(' | ')} |`)
  for (const figure of figures)
    lines.push(
      `| ${figure} | ${names.map((name) => (medians.get(name)[figure] ? ms(medians.get(name)[figure]) : '–')).join(' | ')} |`,
    )
  return `${lines.join('\n')}\n`
}
