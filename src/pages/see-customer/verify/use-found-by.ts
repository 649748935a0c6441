import { useLocation } from '#src/app/router.tsx'

/** How the customer on screen was found, as the navigation to them says. */
export function useFoundBy(): { foundBy: string | undefined; isScanned: boolean } {
  const state: unknown = useLocation().state
  const told = typeof state === 'object' && state !== null ? state : {}
  return {
    foundBy: 'foundBy' in told && typeof told.foundBy === 'string' ? told.foundBy : undefined,
    isScanned: 'isScanned' in told && told.isScanned === true,
  }
}
