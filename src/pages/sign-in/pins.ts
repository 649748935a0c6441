/* The forms for PINs of colleagues, fetched together when one is first opened. */
export { OwnPin } from './OwnPin.tsx'
export { SwitchAssociate, SwitchDialog } from './SwitchAssociate.tsx'
