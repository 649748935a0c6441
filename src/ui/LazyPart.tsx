import { lazy, Suspense, useState, type ComponentType } from 'react'
import { useTranslations } from 'use-intl'
import { Boundary } from './Boundary.tsx'
import { Button } from './Button.tsx'
import { ProgressLine } from './ProgressLine.tsx'

/** Milliseconds to wait before each further try to fetch a part. */
const pauses = [500, 1500, 4000]

/**
 * A component that is fetched when it is first shown. A placeholder is shown until it arrives. A failed fetch is tried again three
 * times; after that, a message and a button for another try appear in its place.
 *
 * @param load imports the component; `import()` asks the network again after a failure
 * @param kind a page has its place in the screen; the place of a dialog is above it
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  kind: 'page' | 'dialog' = 'page',
) {
  const fetchPart = () => lazy(async () => ({ default: await withRetries(load) }))
  let fetched = fetchPart()
  return function LazyPart(props: Props) {
    const [Part, setPart] = useState(() => fetched)
    const failed = (retry: () => void) => (
      <FailedPart
        kind={kind}
        onRetry={() => {
          fetched = fetchPart()
          setPart(() => fetched)
          retry()
        }}
      />
    )
    return (
      <Boundary fallback={failed}>
        <Suspense fallback={kind === 'page' ? <ProgressLine /> : null}>
          <Part {...props} />
        </Suspense>
      </Boundary>
    )
  }
}

async function withRetries<Part>(load: () => Promise<Part>, [pause, ...rest] = pauses): Promise<Part> {
  try {
    return await load()
  } catch (fault) {
    if (pause === undefined) throw fault
    await new Promise((resolve) => setTimeout(resolve, pause))
    return withRetries(load, rest)
  }
}

function FailedPart({ kind, onRetry }: { kind: 'page' | 'dialog'; onRetry: () => void }) {
  const t = useTranslations('failure')
  return (
    <div
      role="alert"
      className={`flex flex-wrap items-center gap-3 text-body ${kind === 'page' ? 'py-10' : 'fixed inset-x-4 bottom-4 z-40 mx-auto max-w-[36rem] rounded-panel border border-line bg-panel p-4 [box-shadow:var(--floating)]'}`}
    >
      <p>
        {t('plain.what')} {t('plain.next')}
      </p>
      <Button onClick={onRetry}>{t('tryAgain')}</Button>
    </div>
  )
}
