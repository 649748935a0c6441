import './app/app.css'

const begin = () => void import('./app.tsx')

/** Milliseconds for a key that was waiting for the page to be painted, and for showing it. */
const forKeys = 16

/** Milliseconds after which a page that has not been painted is no longer waited for. */
const patience = 1000

// The look-up page comes drawn, and out of the cache the app is here before it has been painted: first it is seen, and takes keys. To
// begin twice is to begin once.
if (document.hidden || document.querySelector('#app > *') === null) begin()
else {
  new PerformanceObserver(() => setTimeout(begin, forKeys)).observe({ type: 'paint', buffered: true })
  setTimeout(begin, patience)
}
