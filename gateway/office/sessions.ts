import * as v from 'valibot'
import type { OfficeSessions } from '#contract/api/office.ts'
import type { Caller } from '#gateway/auth/caller.ts'
import { sessionTable } from '#gateway/auth/session-table.ts'
import type { Store } from '#gateway/db/store.ts'
import { scopeIn, type Scope } from './find-events.ts'

const row = v.object({
  id: v.string(),
  till: v.string(),
  associate_id: v.nullable(v.string()),
  role: v.picklist(['associate', 'manager', 'officer']),
  staff: v.array(v.object({ id: v.string(), name: v.string() })),
  created_at: v.date(),
  active_at: v.date(),
  locked_at: v.nullable(v.date()),
})

/** The open sessions, as the officer's room shows and ends them. */
export function officeSessionsIn(store: Store) {
  const table = sessionTable(store)
  return {
    /** Those that somebody may see, the latest active first. */
    async open(scope: Scope, { who }: Pick<Caller, 'who'>): Promise<OfficeSessions['sessions']> {
      const params: string[] = []
      const p = (value: string) => `$${params.push(value)}`
      const where = scope === 'all' ? '' : `where ${scopeIn(scope, p)}`
      const rows = await store.query(
        `select id, till, associate_id, role, staff, created_at, active_at, locked_at from sessions ${where}
          order by active_at desc`,
        params,
      )
      return v.parse(v.array(row), rows).map((each) => toSession(each, who.session))
    },
    end: (id: string) => table.end(id),
  }
}

function toSession(
  { id, till, associate_id, role, staff, created_at, active_at, locked_at }: v.InferOutput<typeof row>,
  own: string,
): OfficeSessions['sessions'][number] {
  const name = staff.find((each) => each.id === associate_id)?.name
  return {
    id,
    till,
    ...(associate_id !== null && { associate: associate_id }),
    ...(name !== undefined && { associateName: name }),
    role,
    since: created_at.toISOString(),
    activeAt: active_at.toISOString(),
    isLocked: locked_at !== null,
    isOwn: id === own,
  }
}
