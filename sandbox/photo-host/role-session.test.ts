import { expect, test } from 'vitest'
import { assumeRole } from './role-session.ts'

const END = Date.parse('2025-04-30T07:46:11Z')

test('a session gives its secret away until it ends, and ExpiredToken from then on', () => {
  const role = assumeRole()
  const { accessKeyId, secretAccessKey, sessionToken } = role.startSession(END)
  expect(accessKeyId).toMatch(/^ASIA[0-9A-F]{16}$/)
  expect(role.secretOf(accessKeyId, sessionToken, END - 1)).toBe(secretAccessKey)
  expect(role.secretOf(accessKeyId, sessionToken, END)).toMatchObject({
    status: 400,
    code: 'ExpiredToken',
    message: 'The provided token has expired.',
    details: { 'Token-0': sessionToken },
  })
})

test("no token but the role's own opens anything", () => {
  const role = assumeRole()
  const { accessKeyId, sessionToken } = role.startSession(END)
  const stranger = assumeRole().startSession(END)
  const forged = [
    undefined,
    '',
    'IQoJ',
    `${sessionToken}A`,
    sessionToken.replace(/^.{30}./, 'A'.repeat(31)),
    stranger.sessionToken,
  ]
  for (const token of forged) {
    expect(role.secretOf(accessKeyId, token, END - 1)).toMatchObject({ status: 400, code: 'InvalidToken' })
  }
  expect(role.secretOf(stranger.accessKeyId, sessionToken, END - 1)).toMatchObject({
    code: 'InvalidAccessKeyId',
  })
})
