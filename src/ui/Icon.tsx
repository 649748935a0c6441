/*
 * Paths from Lucide, ISC licence, some of them Feather's, MIT licence; the notices of both are in NOTICE (https://lucide.dev/license).
 */
export const paths = {
  search: 'm21 21-4.34-4.34M19 11a8 8 0 1 1-16 0 8 8 0 0 1 16 0',
  caution: 'm21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4M12 17h.01',
  stop: 'M2.59 7.86 7.86 2.6A2 2 0 0 1 9.27 2h5.46a2 2 0 0 1 1.41.59l5.27 5.27A2 2 0 0 1 22 9.27v5.46a2 2 0 0 1-.59 1.41l-5.27 5.27a2 2 0 0 1-1.41.59H9.27a2 2 0 0 1-1.41-.59l-5.27-5.27A2 2 0 0 1 2 14.73V9.27a2 2 0 0 1 .59-1.41M15 9l-6 6M9 9l6 6',
  info: 'M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0M12 16v-4M12 8h.01',
  ok: 'M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0M9 12l2 2 4-4',
  noPhoto:
    'm2 2 20 20M10.41 10.41a2 2 0 1 1-2.83-2.83M13.5 13.5 6 21M18 12l3 3M3.59 3.59A2 2 0 0 0 3 5v14a2 2 0 0 0 2 2h14c.55 0 1.05-.22 1.41-.59M21 15V5a2 2 0 0 0-2-2H9',
  again: 'M3 12a9 9 0 0 1 15.36-6.36L21 8M21 3v5h-5M21 12a9 9 0 0 1-15.36 6.36L3 16M8 16H3v5',
} as const

export type IconName = keyof typeof paths

type Props = { name: IconName; className?: string }

/** A picture beside a word; it says nothing that the word does not. */
export const Icon = ({ name, className }: Props) => <Drawing path={paths[name]} className={className} />

export const Drawing = ({ path, className = 'size-5' }: { path: string; className?: string | undefined }) => (
  <svg
    aria-hidden="true"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="2"
    strokeLinecap="round"
    strokeLinejoin="round"
    className={`shrink-0 ${className}`}
  >
    <path d={path} />
  </svg>
)
