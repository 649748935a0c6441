/** Seconds: a look-up usually takes less than one, and is given up after ten. */
export const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
