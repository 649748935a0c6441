/** Width in the picture's own pixels below which people are sure but wrong: https://arxiv.org/html/2503.20108v1 */
const judgeableWidth = 160

/** Whether this picture is large enough to judge a face by. */
export const isJudgeable = ({ width }: { width: number }) => width >= judgeableWidth

/**
 * Whole months since a photo was taken; never negative.
 *
 * @param takenAt the vendor's local time, `2025-04-30T12:25:56`
 */
export function monthsSince(takenAt: string, now: Date): number {
  const [year = 0, month = 1, day = 1] = takenAt.slice(0, 10).split('-').map(Number)
  const months = (now.getFullYear() - year) * 12 + now.getMonth() + 1 - month
  return Math.max(0, now.getDate() < day ? months - 1 : months)
}
