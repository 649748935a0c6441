/* One chunk, fetched once a customer is on screen. */
export { DecisionBar } from './DecisionBar.tsx'
export { Standing } from './Standing.tsx'
