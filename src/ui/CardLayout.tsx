import type { ReactNode } from 'react'

/**
 * The photo comes first and apart from the data, on its own surface: personal data printed around a face, as on an identity card,
 * makes people answer "same person" more often
 * (https://research.bond.edu.au/en/publications/identity-documents-bias-face-matching). The photo grows with the height of the screen,
 * and what follows stands beside it.
 */
export const CardLayout = ({ photo, children }: { photo: ReactNode; children: ReactNode }) => (
  <div className="grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-2 py-3 sm:grid-cols-[clamp(15rem,45dvh,45%)_minmax(0,1fr)] sm:py-5 lg:gap-x-12">
    <div className="relative">{photo}</div>
    <div className="flex min-w-0 flex-col">{children}</div>
  </div>
)
