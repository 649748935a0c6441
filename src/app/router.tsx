/* The only place that names the router, so that its next major version is a change of one file. */
import { useContext, type ComponentProps } from 'react'
import { UNSAFE_NavigationContext, useHref, useLinkClickHandler } from 'react-router-dom'

export { BrowserRouter, Outlet, Route, Routes, useLocation, useNavigate, useParams } from 'react-router-dom'

type LinkProps = Omit<ComponentProps<'a'>, 'href' | 'onClick' | 'target'> & { to: string }

/** A link within the app. The router's own brings prefetching and data loading along, of which we have neither: three and a half kilobytes. */
export const Link = ({ to, children, ...rest }: LinkProps) => (
  <a href={useHref(to)} onClick={useLinkClickHandler(to)} {...rest}>
    {children}
  </a>
)

/** Goes to an address of ours. Whoever has `useNavigate` is drawn anew wherever anybody goes; whoever has this is not. */
export function useGo() {
  const { navigator } = useContext(UNSAFE_NavigationContext)
  return (path: string, how?: 'replace') => navigator[how ?? 'push'](path)
}
