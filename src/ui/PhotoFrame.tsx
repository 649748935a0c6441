import type { ReactNode } from 'react'

/** The place of a photo: a 3:4 rectangle that keeps its size in every state, in a flat tone while it is empty. */
export const PhotoFrame = ({ children }: { children?: ReactNode }) => (
  <div className="relative flex aspect-[3/4] max-h-[40dvh] in-data-sale:max-sm:max-h-[34dvh] in-data-sale:max-[25rem]:max-h-[28dvh] w-full items-center justify-center overflow-hidden rounded-panel bg-tone sm:max-h-[60dvh]">
    {children}
  </div>
)
