import { lazy, Suspense, useState, type ComponentType, type ReactNode } from 'react'
import { Boundary } from './Boundary.tsx'

type Props<Needs extends object> = {
  /** Fetches the part's script; asked again after a failure, which is as likely as the till's network is bad. */
  load: () => Promise<ComponentType<Needs>>
  needs: Needs
  /** In its place until it is there. */
  meanwhile?: ReactNode
  /** In its place while it can't be fetched; else what stood there meanwhile. */
  fallback?: ComponentType<{ onRetry: () => void }>
}

/** A part of a screen that is fetched when it is first needed. */
export function Later<Needs extends object>({ load, needs, meanwhile, fallback: Fallback }: Props<Needs>) {
  const fetchPart = () => lazy(() => load().then((part) => ({ default: part })))
  const [Part, setPart] = useState(fetchPart)
  const instead = (retry: () => void) => {
    const fetchAgain = () => {
      setPart(fetchPart)
      retry()
    }
    return Fallback === undefined ? meanwhile : <Fallback onRetry={fetchAgain} />
  }
  return (
    <Boundary fallback={instead}>
      <Suspense fallback={meanwhile}>
        <Part {...needs} />
      </Suspense>
    </Boundary>
  )
}
