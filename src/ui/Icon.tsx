/*
 * Paths from Lucide, ISC licence, some of them Feather's, MIT licence; the notices of both are in NOTICE (https://lucide.dev/license).
 */
const paths = {
  search: 'm21 21-4.34-4.34M19 11a8 8 0 1 1-16 0 8 8 0 0 1 16 0',
  caution: 'm21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4M12 17h.01',
  stop: 'M2.59 7.86 7.86 2.6A2 2 0 0 1 9.27 2h5.46a2 2 0 0 1 1.41.59l5.27 5.27A2 2 0 0 1 22 9.27v5.46a2 2 0 0 1-.59 1.41l-5.27 5.27a2 2 0 0 1-1.41.59H9.27a2 2 0 0 1-1.41-.59l-5.27-5.27A2 2 0 0 1 2 14.73V9.27a2 2 0 0 1 .59-1.41M15 9l-6 6M9 9l6 6',
  info: 'M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0M12 16v-4M12 8h.01',
  ok: 'M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0M9 12l2 2 4-4',
  noPhoto:
    'm2 2 20 20M10.41 10.41a2 2 0 1 1-2.83-2.83M13.5 13.5 6 21M18 12l3 3M3.59 3.59A2 2 0 0 0 3 5v14a2 2 0 0 0 2 2h14c.55 0 1.05-.22 1.41-.59M21 15V5a2 2 0 0 0-2-2H9',
  again: 'M3 12a9 9 0 0 1 15.36-6.36L21 8M21 3v5h-5M21 12a9 9 0 0 1-15.36 6.36L3 16M8 16H3v5',
  camera:
    'M3 7V5a2 2 0 0 1 2-2h2M17 3h2a2 2 0 0 1 2 2v2M21 17v2a2 2 0 0 1-2 2h-2M7 21H5a2 2 0 0 1-2-2v-2M7 8v8M12 8v8M17 8v8',
  lock: 'M5 11h14a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2M7 11V7a5 5 0 0 1 10 0v4',
  pin: 'm15.5 7.5 2.3 2.3a1 1 0 0 0 1.4 0l2.1-2.1a1 1 0 0 0 0-1.4L19 4M21 2l-9.6 9.6M13 15.5a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0',
  leave: 'm16 17 5-5-5-5M21 12H9M9 21H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h4',
  leaveToTheLeft: 'm8 17-5-5 5-5M3 12h12M15 21h4a2 2 0 0 0 2-2V5a2 2 0 0 0-2-2h-4',
  show: 'M2.06 12.35a1 1 0 0 1 0-.7 10.75 10.75 0 0 1 19.88 0 1 1 0 0 1 0 .7 10.75 10.75 0 0 1-19.88 0M15 12a3 3 0 1 1-6 0 3 3 0 0 1 6 0',
  hide: 'M10.73 5.08a10.74 10.74 0 0 1 11.2 6.57 1 1 0 0 1 0 .7 10.75 10.75 0 0 1-1.44 2.49M14.08 14.16a3 3 0 0 1-4.24-4.24M17.48 17.5a10.75 10.75 0 0 1-15.42-5.15 1 1 0 0 1 0-.7 10.75 10.75 0 0 1 4.45-5.14M2 2l20 20',
  language: 'm5 8 6 6M4 14l6-6 2-3M2 5h12M7 2h1M22 22l-5-10-5 10M14 18h6',
  yours: 'M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0M12 12h.01',
  close: 'M18 6 6 18M6 6l12 12',
  unsure: 'M9.09 9a3 3 0 0 1 5.83 1c0 2-3 3-3 3M12 17h.01M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0',
  down: 'm6 9 6 6 6-6',
  plus: 'M5 12h14M12 5v14',
  minus: 'M5 12h14',
} as const

export type IconName = Exclude<keyof typeof paths, 'leaveToTheLeft'>

/** An icon that points in the reading direction is mirrored on a right-to-left page. */
const pathOf = (name: IconName) => paths[name === 'leave' && document.dir === 'rtl' ? 'leaveToTheLeft' : name]

/** An icon next to a word. It adds nothing to the meaning of the word. */
export const Icon = ({ name, className = 'size-5' }: { name: IconName; className?: string | undefined }) => (
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
    <path d={pathOf(name)} />
  </svg>
)
