import { Drawing, paths as first } from './Icon.tsx'

/* As those of the first load; the notices are the same. */
const paths = {
  ...first,
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
  plus: 'M5 12h14M12 5v14',
  minus: 'M5 12h14',
} as const

export type LaterIconName = Exclude<keyof typeof paths, 'leaveToTheLeft'>

/** What points the way that reading goes points the other way on a page from right to left. */
const pathOf = (name: LaterIconName) =>
  paths[name === 'leave' && document.dir === 'rtl' ? 'leaveToTheLeft' : name]

/** `Icon` with those pictures too that no first look at a customer needs. */
export const LaterIcon = ({ name, className }: { name: LaterIconName; className?: string }) => (
  <Drawing path={pathOf(name)} className={className} />
)
