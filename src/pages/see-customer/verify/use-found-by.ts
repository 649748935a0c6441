import { useLocation } from 'react-router-dom'

/** How the customer on screen was looked up, from the state of the navigation. */
export function useFoundBy(): { foundBy: string | undefined; isScanned: boolean } {
  const state: unknown = useLocation().state
  const told = typeof state === 'object' && state !== null ? state : {}
  return {
    foundBy: 'foundBy' in told && typeof told.foundBy === 'string' ? told.foundBy : undefined,
    isScanned: 'isScanned' in told && told.isScanned === true,
  }
}
