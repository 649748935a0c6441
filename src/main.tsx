import './app/app.css'

/** Milliseconds to handle and show a key that was pressed before the page was painted. */
const forKeys = 16

/** Milliseconds to wait for the first paint, and between two tries to fetch the app. */
const patience = 1000

let hasBegun = false

function begin() {
  if (hasBegun) return
  hasBegun = true
  import('./app.tsx')
    .then(({ start }) => start())
    .catch(() => {
      hasBegun = false
      setTimeout(begin, patience)
    })
}

// The page with the search box is prerendered and accepts keys. The app waits until it is painted, because an app that is in the
// cache would block the processor.
if (document.hidden || document.querySelector('#app > *') === null) begin()
else {
  new PerformanceObserver(() => setTimeout(begin, forKeys)).observe({ type: 'paint', buffered: true })
  setTimeout(begin, patience)
}
