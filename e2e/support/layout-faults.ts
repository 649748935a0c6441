/** What is wrong with how the page in view is laid out; run in the page. Words for screen readers alone and the watermark don't count. */
export function layoutFaults(): string[] {
  const dialog = document.querySelector('dialog[open]')
  const root = dialog ?? document.body
  const inside = (element: Element) => !element.closest('[aria-hidden=true], #said')
  const named = (element: Element) => (element.getAttribute('aria-label') ?? element.textContent ?? '').trim()

  const isSeen = (element: Element) => {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: false })) return false
    for (let each: Element | null = element; each !== null; each = each.parentElement)
      if (each instanceof HTMLElement && each.offsetWidth <= 1) return false
    return true
  }

  const wide = document.documentElement.scrollWidth - innerWidth
  const tooWide = wide > 0 ? [`the page is ${wide} px too wide`] : []

  const cut = [...root.querySelectorAll('button, a, h1, h2, h3, p, dt, dd, label, legend')].flatMap(
    (each) => {
      const { overflowX, textOverflow } = getComputedStyle(each)
      const isCut = each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 1
      return isCut && overflowX !== 'visible' && textOverflow !== 'ellipsis'
        ? [`cut off: ${named(each)}`]
        : []
    },
  )

  const small = [...root.querySelectorAll('button, a[href], input, select, textarea, [role=option]')].flatMap(
    (each) => {
      if (!inside(each) || !isSeen(each)) return []
      const { width, height } = (each.closest('label') ?? each).getBoundingClientRect()
      // Half a pixel is lost where sizes are fractions.
      return width < 43.5 || height < 43.5
        ? [`small: ${named(each)} ${Math.round(width)} × ${Math.round(height)}`]
        : []
    },
  )

  /** What lies over the page, or scrolls under another thing, overlaps by design. */
  const layerOf = (element: Element) => {
    for (let each: Element | null = element; each !== null; each = each.parentElement)
      if (['absolute', 'fixed', 'sticky'].includes(getComputedStyle(each).position)) return each
    return root
  }
  /** What is left of a text's box where it is cut by what scrolls or shortens it. */
  const shownOf = (parent: Element, { left, top, right, bottom }: DOMRect) => {
    const box = { left, top, right, bottom }
    for (let each: Element | null = parent; each !== null && each !== root; each = each.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(each)
      const frame = each.getBoundingClientRect()
      if (overflowX !== 'visible') {
        box.left = Math.max(box.left, frame.left)
        box.right = Math.min(box.right, frame.right)
      }
      if (overflowY !== 'visible') {
        box.top = Math.max(box.top, frame.top)
        box.bottom = Math.min(box.bottom, frame.bottom)
      }
    }
    return new DOMRect(box.left, box.top, box.right - box.left, box.bottom - box.top)
  }
  const texts: { layer: Element; text: string; box: DOMRect }[] = []
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const { currentNode: node } = walker
    const parent = node.parentElement
    const text = node.textContent?.trim() ?? ''
    if (parent === null || text === '' || !inside(parent) || !isSeen(parent)) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const whole of range.getClientRects()) {
      const box = shownOf(parent, whole)
      if (box.width > 0 && box.height > 0) texts.push({ layer: layerOf(parent), text, box })
    }
  }
  const overlaps = texts.flatMap(({ layer, text, box }, at) =>
    texts.slice(at + 1).flatMap((other) => {
      if (other.layer !== layer || other.text === text) return []
      const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left)
      // Lines of one text may touch: accents of the made-up language, and scripts with marks above and below.
      const along = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top)
      return across > 2 && along > Math.min(box.height, other.box.height) / 3
        ? [`overlap: ${text} / ${other.text}`]
        : []
    }),
  )
  return [...tooWide, ...cut, ...small, ...overlaps]
}
