/** Seconds: a look-up at a counter is over in less than one, and given up after ten. */
export const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
