import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from '#gateway/db/open-store.ts'
import { openShop } from '#test/support/shop.ts'
import { answerAudit } from './audit-cli.ts'

test(
  'a security officer asks the folder of a gateway who saw a customer, and whether anything was altered',
  { timeout: 60_000 },
  async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'countersign-audit-'))
    const ask = async (...args: string[]) => {
      const lines: string[] = []
      const code = await answerAudit(args, { DATA_DIR: folder }, (line) => void lines.push(line))
      return { code, lines }
    }
    try {
      const store = await openStore({ kind: 'embedded', folder })
      {
        await using shop = await openShop({ store })
        await shop.customer(565039505)
      }
      await store.close()

      const saw = await ask('who-saw', '565039505')
      expect(saw.code).toBe(0)
      expect(saw.lines).toHaveLength(2)
      expect(saw.lines[0]).toMatch(/^time \(UTC\) +action +outcome +customer/)
      expect(saw.lines[1]).toMatch(/^\d{4}-\d\d-\d\dT\S+Z +view +done +565039505 +till\.demo/)
      expect((await ask('who-saw', '565039505', '--csv')).lines[1]).toMatch(/^"\d{4}[^"]+","view","done"/)
      expect((await ask('--by', 'nobody')).lines).toHaveLength(1)
      const coverage = await ask('coverage')
      expect(coverage.lines[0]).toMatch(
        /^week \(from Monday, UTC\) +till +customers seen +with a photo +share/,
      )
      expect(coverage.lines[1]).toMatch(/^\d{4}-\d\d-\d\d +till\.demo +1 +1 +100 % +0$/)
      expect(await ask('verify')).toEqual({ code: 0, lines: ['3 entries in 1 chains, 0 breaks.'] })

      expect(await ask('forget', '--before', '2026-01-01')).toEqual({
        code: 0,
        lines: ['0 entries of before 2026-01-01T00:00:00.000Z are gone.'],
      })

      const altered = await openStore({ kind: 'embedded', folder })
      await altered.query('alter table audit_events disable trigger user')
      await altered.query("update audit_events set customer_id = '1' where action = 'view'")
      await altered.close()
      const { code, lines } = await ask('verify')
      expect([code, lines[0]]).toEqual([1, expect.stringMatching(/^Chain [\w-]{12}, entry 3: edited\.$/)])
    } finally {
      await rm(folder, { recursive: true })
    }
  },
)

test.each([
  [[]],
  [['who-saw']],
  [['verify', '--from', 'yesterday']],
  [['coverage', '--to', 'today']],
  [['who-saw', '1', '--to', 'x']],
  [['forget']],
  [['forget', '--before', 'spring']],
  [['forget', '--before', '2999-01-01']],
  [['forget', '--before', new Date().toISOString()]],
])('what is not understood (%j) is answered with how to ask', async (args) => {
  const lines: string[] = []
  expect(await answerAudit(args, { DATA_DIR: '/nowhere' }, (line) => void lines.push(line))).toBe(2)
  expect(lines.join()).toContain('npm run audit -- who-saw <customer id>')
})
