import type { ReactNode } from 'react'

/**
 * The photo comes first and apart from the data, on its own surface: personal data printed around a face, as on an identity card,
 * makes people answer "same person" more often
 * (https://research.bond.edu.au/en/publications/identity-documents-bias-face-matching). On a till's wide and low screen, further
 * photos fit between the two.
 */
export const CardLayout = ({ photo, children }: { photo: ReactNode; children: ReactNode }) => (
  <div className="grid flex-1 grid-cols-1 gap-x-10 gap-y-3 lg:gap-x-18 py-3 sm:gap-y-6 sm:py-6 sm:grid-cols-[minmax(16rem,20rem)_minmax(0,1fr)] lg:grid-cols-[25rem_minmax(0,1fr)]">
    <div className="relative">{photo}</div>
    <div className="min-w-0">{children}</div>
  </div>
)
