import type { Page } from '@playwright/test'

/** What of React's own record of a component its hook for developer tools hands out, in every build. */
type Fiber = {
  tag: number
  flags: number
  child: Fiber | null
  sibling: Fiber | null
  return: Fiber | null
  alternate: Fiber | null
  stateNode: unknown
  memoizedState: unknown
}

/**
 * Notes which components are drawn, told by where they stand in the document. It hears what React tells developer tools, so that the very
 * build that is shipped is counted: https://github.com/facebook/react/blob/main/packages/react-devtools/CONTRIBUTING.md
 */
export async function watchRenders(page: Page) {
  await page.addInitScript(() => {
    const drawn: Element[] = []
    const components = new Set([0, 1, 11, 14, 15])
    const performedWork = 1
    const elementIn = (fiber: Fiber | null): Element | undefined => {
      if (fiber?.stateNode instanceof Element) return fiber.stateNode
      for (let child = fiber?.child ?? null; child !== null; child = child.sibling) {
        const found = elementIn(child)
        if (found !== undefined) return found
      }
      return undefined
    }
    const visit = (fiber: Fiber) => {
      if (components.has(fiber.tag) && (fiber.flags & performedWork) !== 0) {
        const element = elementIn(fiber)
        if (element !== undefined) drawn.push(element)
      }
      // Children that are the very same were left alone.
      if (fiber.alternate !== null && fiber.alternate.child === fiber.child) return
      for (let child = fiber.child; child !== null; child = child.sibling) visit(child)
    }
    const chain = (begin: unknown) => {
      const seen = new Set<unknown>()
      for (let each = begin; typeof each === 'object' && each !== null && !seen.has(each);) {
        seen.add(each)
        each = 'next' in each ? each.next : null
      }
      return [...seen]
    }
    const pendingOf = (hook: unknown) => {
      if (typeof hook !== 'object' || hook === null || !('queue' in hook)) return 0
      const { queue } = hook
      return typeof queue === 'object' && queue !== null && 'pending' in queue
        ? chain(queue.pending).length
        : 0
    }
    const heldBy = (fiber: Fiber | null): number => {
      if (fiber === null) return 0
      const own = components.has(fiber.tag) ? Math.max(0, ...chain(fiber.memoizedState).map(pendingOf)) : 0
      return Math.max(own, heldBy(fiber.child), heldBy(fiber.sibling))
    }
    const roots = new Set<{ current: Fiber }>()
    Object.assign(window, {
      drawn,
      mostHeld: () => Math.max(...[...roots].map(({ current }) => heldBy(current))),
      __REACT_DEVTOOLS_GLOBAL_HOOK__: {
        supportsFiber: true,
        inject: () => 1,
        checkDCE: () => undefined,
        onCommitFiberUnmount: () => undefined,
        onCommitFiberRoot(_: number, root: { current: Fiber }) {
          roots.add(root)
          visit(root.current)
        },
      },
    })
  })
  return {
    /** The most updates that React still keeps for one state of one component, since they changed nothing. */
    mostHeld: () =>
      page.evaluate(() =>
        'mostHeld' in window && typeof window.mostHeld === 'function' ? Number(window.mostHeld()) : Infinity,
      ),
    forget: () =>
      page.evaluate(() => 'drawn' in window && Array.isArray(window.drawn) && window.drawn.splice(0)),
    /** The beginnings of the elements, outside the search box, of the header's components that were drawn; and how many were drawn in all. */
    told: () =>
      page.evaluate(() => {
        const elements = 'drawn' in window && Array.isArray(window.drawn) ? window.drawn : []
        const header = document.querySelector('header')
        const beside = elements.filter(
          (element) =>
            element instanceof Element &&
            header !== null &&
            header !== element &&
            header.contains(element) &&
            element.closest('search') === null &&
            element.querySelector('search') === null,
        )
        return {
          count: elements.length,
          beside: beside.map((element: Element) => element.outerHTML.slice(0, 100)),
        }
      }),
  }
}
