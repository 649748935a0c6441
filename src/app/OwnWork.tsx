import { useQuery } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, type ReactNode } from 'react'
import type { Session } from '#contract/api/session.ts'
import { sessionQuery } from '#src/api/session.ts'
import { ownerOf, setWayToStart } from './forget.ts'
import { selfTestPath, startPath } from './paths.ts'
import { Navigate, Outlet, useLocation, useNavigate } from 'react-router-dom'

/**
 * Hides each associate's screens from the next one. Every history entry that an associate makes is marked as theirs. An entry with
 * another mark, reached by Back, Forward or a reload, leads to the start page.
 */
export function OwnWork({ session, children }: { session: Session | undefined; children: ReactNode }) {
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const owner = session && ownerOf(session)
  const mark = markOf(history.state)
  const isAnothers =
    mark !== undefined && session !== undefined && mark !== owner && pathname !== selfTestPath
  // External: the browser's history. Every navigation makes another entry, so this runs after every render.
  useLayoutEffect(() => {
    if (owner !== undefined && markOf(history.state) === undefined)
      history.replaceState({ ...history.state, owner }, '')
  })
  // External: code outside React also calls `forget`, which needs to navigate.
  useEffect(
    () =>
      setWayToStart(() => {
        if (location.pathname !== selfTestPath) void navigate(startPath, { replace: true })
      }),
    [navigate],
  )
  return isAnothers ? <Navigate to={startPath} replace /> : children
}

/** Holds the screens of customers back until it is known whose work the entry is. The search box stands above them meanwhile. */
export function AwaitOwner() {
  const { data: session } = useQuery(sessionQuery())
  return markOf(history.state) !== undefined && session === undefined ? null : <Outlet />
}

const markOf = (state: unknown) =>
  typeof state === 'object' && state !== null && 'owner' in state ? state.owner : undefined
