/** The beginning of a day at this till, some days later: from `2026-11-30` to ISO 8601 in UTC. */
export function beginningOf(day: string, later = 0) {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + later).toISOString()
}

/** The day at this till of a moment in ISO 8601, some days later: `2026-11-30`. */
export function dayOf(moment: string, later = 0) {
  const at = new Date(moment)
  at.setDate(at.getDate() + later)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}
