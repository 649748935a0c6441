import { useQuery, useQueryClient } from '@tanstack/react-query'
import {
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  type KeyboardEvent as ReactKeyboardEvent,
  type ReactNode,
} from 'react'
import { useTranslations } from 'use-intl'
import { lock, sessionQuery, signOut } from '#src/api/session.ts'
import { useSecondsLeft } from '#src/app/idle.ts'
import { officePath, pausesPath } from '#src/app/paths.ts'
import { useNavigate } from 'react-router-dom'
import { Icon, type IconName } from '#src/ui/Icon.tsx'
import { useViewsAsAssociate, viewAsAssociate } from '#src/api/notices.ts'
import { LanguageMenu } from '#src/messages/LanguageMenu.tsx'
import { lazyPart } from '#src/ui/LazyPart.tsx'
import { usePicking, type Colleague } from './use-picking.ts'

const pins = () => import('./pins.ts')
const OwnPin = lazyPart(() => pins().then((module) => module.OwnPin), 'dialog')
const SwitchDialog = lazyPart(() => pins().then((module) => module.SwitchDialog), 'dialog')

/** In the header: the till and the associate, and the ways to lock or sign out. */
export function TillMenu() {
  const t = useTranslations('till')
  const notices = useTranslations('notices')
  const ownPin = useTranslations('ownPin')
  const [choosesPin, setChoosesPin] = useState(false)
  const viewsAs = useViewsAsAssociate()
  const client = useQueryClient()
  const { data: session } = useQuery(sessionQuery())
  const { pick, leave, asked } = usePicking()
  const lockByKey = useEffectEvent((event: KeyboardEvent) => {
    const { code, altKey, ctrlKey, metaKey, shiftKey, repeat } = event
    if (code !== 'KeyL' || !altKey || ctrlKey || metaKey || shiftKey || repeat) return
    event.preventDefault()
    lock(client)
  })
  // External: keys pressed anywhere on the page.
  useEffect(() => {
    const listener = (event: KeyboardEvent) => lockByKey(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])

  if (session?.who === undefined) return null
  const { till, organisation, associate, staff, role } = session.who
  return (
    <div className="flex items-center">
      {staff.length > 1 ? (
        <AssociateMenu
          label={associate?.name ?? till}
          staff={staff.filter(({ id }) => id !== associate?.id)}
          onPin={associate === undefined ? undefined : () => setChoosesPin(true)}
          onChoose={pick}
        />
      ) : (
        <span
          translate="no"
          dir="auto"
          title={organisation}
          className="truncate px-1 text-small text-quiet max-md:hidden"
        >
          {associate?.name ?? till}
        </span>
      )}
      {associate !== undefined && staff.length <= 1 && (
        <Tool icon="pin" label={ownPin('menu')} onPress={() => setChoosesPin(true)} />
      )}
      {choosesPin && <OwnPin onClose={() => setChoosesPin(false)} />}
      {asked && <SwitchDialog {...asked} onClose={leave} />}
      {role === 'manager' && (
        <>
          <Tool
            icon={viewsAs ? 'hide' : 'show'}
            label={viewsAs ? notices('viewAsManager') : t('viewAs')}
            onPress={() => {
              viewAsAssociate(!viewsAs)
              void client.resetQueries({ queryKey: ['customers'] })
            }}
          />
          <PageTool icon="stop" label={t('pauses')} path={pausesPath} />
        </>
      )}
      {role !== 'associate' && <PageTool icon="info" label={t('office')} path={officePath} />}
      <LanguageMenu />
      <LockTool onPress={() => lock(client)} />
      {session.signIn !== 'none' && (
        <Tool icon="leave" label={t('signOut')} onPress={() => signOut(client)} />
      )}
    </div>
  )
}

/** The router draws whoever navigates again at each change of the address. */
function PageTool({ path, ...tool }: Pick<ToolProps, 'icon' | 'label'> & { path: string }) {
  const navigate = useNavigate()
  return <Tool {...tool} onPress={() => void navigate(path)} />
}

/** Locks the screen, and counts the last seconds before the screen locks by itself. */
function LockTool({ onPress }: { onPress: () => void }) {
  const t = useTranslations('till')
  const left = useSecondsLeft()
  return (
    <Tool icon="lock" label={t('lockNow')} keys="Alt+L" onPress={onPress}>
      {left !== undefined && (
        <span
          aria-hidden="true"

          className="rounded-control bg-caution-wash px-1 text-body font-strong text-caution tabular-nums"
        >
          {left}
        </span>
      )}
    </Tool>
  )
}

type ToolProps = { icon: IconName; label: string; keys?: string; onPress: () => void; children?: ReactNode }

const Tool = ({ icon, label, keys, onPress, children }: ToolProps) => (
  <button
    type="button"
    aria-label={label}
    aria-keyshortcuts={keys}
    title={keys === undefined ? label : `${label} (${keys})`}
    onClick={onPress}
    className="flex h-11 min-w-11 items-center justify-center rounded-control text-quiet hover:bg-tone"
  >
    <Icon name={icon} />
    {children}
  </button>
)

type AssociateMenuProps = {
  label: string
  staff: Colleague[]
  onChoose: (colleague: Colleague) => void
  /** Chooses the PIN with which the associate at the till signs second opinions. */
  onPin: (() => void) | undefined
}

/** Switching clears the customer. */
function AssociateMenu({ label, staff, onChoose, onPin }: AssociateMenuProps) {
  const t = useTranslations('till')
  const ownPin = useTranslations('ownPin')
  const [isOpen, setIsOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const closeByEscape = (event: ReactKeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return
    event.preventDefault()
    setIsOpen(false)
    opener.current?.focus()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the key comes from a button inside
    <div
      className="relative"
      onKeyDown={closeByEscape}
      onBlur={({ currentTarget, relatedTarget }) =>
        !currentTarget.contains(relatedTarget) && setIsOpen(false)
      }
    >
      <button
        ref={opener}
        type="button"
        // Truncated at the end of its own text direction, whatever the page's direction is.
        dir="auto"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="min-h-11 max-w-18 truncate sm:max-w-40 rounded-control px-2.5 text-body font-strong hover:bg-tone"
      >
        <bdi translate="no">{label}</bdi>
      </button>
      {isOpen && (
        <ul
          aria-label={t('who')}
          className="absolute end-0 top-full z-30 mt-1 min-w-52 rounded-panel border border-line bg-panel py-1.5 [box-shadow:var(--floating)]"
        >
          {staff.map(({ id, name }) => (
            <li key={id}>
              <button
                type="button"
                onClick={() => {
                  setIsOpen(false)
                  onChoose({ id, name })
                }}
                className="min-h-11 w-full px-4 text-start text-body hover:bg-tone"
              >
                {t('pick', { name })}
              </button>
            </li>
          ))}
          {onPin && (
            <li className="mt-1.5 border-t border-line pt-1.5">
              <button
                type="button"
                onClick={() => {
                  setIsOpen(false)
                  onPin()
                }}
                className="min-h-11 w-full px-4 text-start text-body hover:bg-tone"
              >
                {ownPin('menu')}
              </button>
            </li>
          )}
        </ul>
      )}
    </div>
  )
}
