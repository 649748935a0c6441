/* The only place that names the router, so that its next major version is a change of one file. */
import type { ComponentProps } from 'react'
import { useHref, useLinkClickHandler } from 'react-router-dom'

export { BrowserRouter, Outlet, Route, Routes, useLocation, useNavigate, useParams } from 'react-router-dom'

type LinkProps = Omit<ComponentProps<'a'>, 'href' | 'onClick' | 'target'> & { to: string }

/** A link within the app. The router's own brings prefetching and data loading along, of which we have neither: three and a half kilobytes. */
export const Link = ({ to, children, ...rest }: LinkProps) => (
  <a href={useHref(to)} onClick={useLinkClickHandler(to)} {...rest}>
    {children}
  </a>
)
