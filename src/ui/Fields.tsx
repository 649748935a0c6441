import type { ReactNode } from 'react'

/** Label and value pairs under a heading. Without fields it shows `emptyText`, or nothing if that is missing. */
export function FieldSection({
  heading,
  emptyText,
  children,
}: {
  heading: string
  /** Shown in place of the fields if there are none. */
  emptyText?: string
  children: ReactNode[]
}) {
  if (children.length === 0 && emptyText === undefined) return null
  return (
    <section className="min-w-0 break-inside-avoid pb-4">
      <h2 className="border-b border-line pb-1.5 text-small font-strong text-ink">{heading}</h2>
      {children.length === 0 ? (
        <p className="pt-2 text-body text-quiet">{emptyText}</p>
      ) : (
        <dl className="grid grid-cols-[minmax(7rem,1fr)_2fr] items-baseline gap-x-4 gap-y-1 pt-1.5">
          {children}
        </dl>
      )}
    </section>
  )
}

/** One pair. The value keeps its own text direction but is aligned as the page is, and machine translation never changes it. */
export const Field = ({ label, children }: { label: string; children: ReactNode }) => (
  <>
    <dt className="text-small/6 text-quiet wrap-anywhere">{label}</dt>
    <dd translate="no" className="text-body text-ink wrap-anywhere">
      <bdi>{children}</bdi>
    </dd>
  </>
)
