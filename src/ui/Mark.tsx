/** Countersign's logo: a second stroke that answers the first. */
export const Mark = ({ className = 'size-7' }: { className?: string }) => (
  <svg aria-hidden="true" viewBox="0 0 32 32" className={`shrink-0 ${className}`}>
    <rect width="32" height="32" rx="8" className="fill-accent" />
    <path
      d="M16 6.5 25.5 16 16 25.5 6.5 16Z"
      fill="none"
      className="stroke-on-accent"
      strokeWidth="2.25"
      strokeLinejoin="round"
    />
    <path
      d="m12.2 16.2 2.7 2.7 5-5.4"
      fill="none"
      className="stroke-on-accent"
      strokeWidth="2.25"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
)
