import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router-dom'
import * as v from 'valibot'
import {
  messageChannel,
  termsVersion,
  type EnrolmentRequest,
  type EnrolmentRules,
} from '#contract/api/enrolment.ts'
import { personName, type FindRequest } from '#contract/customer/identifier.ts'
import { enrol, sendEnrolmentCode } from '#src/api/enrolment.ts'
import { follow } from '#src/api/session.ts'
import { keepEnrolmentDraft, keptEnrolmentDraft } from '#src/app/enrolment-draft.ts'
import { customerPath } from '#src/app/paths.ts'
import type { Readings } from '#src/pages/look-up/arrival.ts'
import { searchToolsQuery, type SearchTools } from '#src/pages/look-up/search-tools.ts'
import type { Candidate } from '#src/pages/look-up/understanding/candidate.ts'
import type { Identifier } from './EnrolButtons.tsx'

type Needs = {
  identifier: Identifier
  others: Candidate[]
  rules: EnrolmentRules
  onFind: (readings: Readings) => void
}

type Fault = 'missing' | 'wrong' | 'nameWrong'
type Entered = Readonly<Record<string, string>>
type Agreement = { hasAgreed: boolean } & Pick<EnrolmentRequest['agreement'], 'language' | 'messages'>

/** What is entered to enrol a customer, what is wrong with it, and the enrolment. */
export function useEnrolling({ identifier, others, rules, onFind }: Needs) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { data: tools } = useQuery(searchToolsQuery())
  const of = `${identifier.kind} ${identifier.value}`
  const [entered, setEntered] = useState<Entered>(() => keptEnrolmentDraft(of))
  const [wasAsked, setWasAsked] = useState(false)
  const { signal } = new AbortController()

  const channel = rules.codeFor.find((each) => each === identifier.kind)
  const sending = useMutation({
    mutationFn: (kind: NonNullable<typeof channel>) =>
      sendEnrolmentCode({ kind, value: identifier.value }, signal),
    onError: (fault) => follow(client, fault),
  })
  const enrolling = useMutation({
    mutationFn: (request: EnrolmentRequest) => enrol(request, signal),
    onError: (fault) => follow(client, fault),
    onSuccess: ({ userId, outcome }) => {
      keepEnrolmentDraft(undefined)
      // A new member is found as everybody is, by what they gave; whoever was a member under another spelling is not.
      if (outcome === 'enrolled' || userId === undefined) onFind([identifier])
      else void navigate(customerPath(userId), { replace: true })
    },
  })

  const fields = rules.fields.filter((name) => name !== identifier.kind)
  const faults = wasAsked
    ? faultsIn(entered, { fields, tools, needsCode: channel !== undefined })
    : new Map<string, Fault>()

  return {
    entered,
    enter: (name: string, value: string) => {
      const next = { ...entered, [name]: value }
      setEntered(next)
      keepEnrolmentDraft({ of, entered: next })
    },
    faults,
    asksFirst: wasAsked,
    enrolling,
    code: {
      isNeeded: channel !== undefined,
      isSent: sending.data !== undefined,
      isSending: sending.isPending,
      failure: sending.error,
      send: () => channel !== undefined && !sending.isPending && sending.mutate(channel),
    },
    submit: ({ hasAgreed, language, messages }: Agreement) => {
      setWasAsked(true)
      const isFaulty = faultsIn(entered, { fields, tools, needsCode: channel !== undefined }).size > 0
      if (isFaulty || !hasAgreed || enrolling.isPending) return
      enrolling.mutate({
        readings: [identifier, ...others].map(({ kind, value }) => ({ kind, value })),
        name: tidy(entered['name']),
        fields: Object.fromEntries(fields.map((name) => [name, valueOf(name, entered[name], tools)])),
        agreement: { version: termsVersion, language, messages },
        ...(channel !== undefined && {
          code: { id: sending.data?.id ?? '', code: (entered['code'] ?? '').trim() },
        }),
      })
    },
  }
}

/** One space between the parts of a name, in the form in which names are sent. */
const tidy = (name = '') => name.normalize('NFC').trim().replaceAll(/\s+/g, ' ')

/** A mobile or an e-mail address as the search box understands it; anything else as it is written. */
function valueOf(name: string, written = '', tools: SearchTools | undefined): string {
  if (!isIdentifier(name)) return written.trim()
  const understanding = tools?.understand(written)
  const candidates: FindRequest[] = understanding?.understood === true ? understanding.candidates : []
  return candidates.find(({ kind }) => kind === name)?.value ?? ''
}

const isIdentifier = (name: string) => messageChannel.options.some((each) => each === name)

type Asked = { fields: readonly string[]; tools: SearchTools | undefined; needsCode: boolean }

function faultsIn(entered: Entered, { fields, tools, needsCode }: Asked): Map<string, Fault> {
  const name = tidy(entered['name'])
  const all: [name: string, fault: Fault | undefined][] = [
    ['name', name === '' ? 'missing' : v.is(personName, name) ? undefined : 'nameWrong'],
    ...fields.map((field): [string, Fault | undefined] => {
      const written = entered[field]?.trim() ?? ''
      if (written === '') return [field, 'missing']
      return [field, valueOf(field, written, tools) === '' ? 'wrong' : undefined]
    }),
    ['code', needsCode && (entered['code'] ?? '').trim() === '' ? 'missing' : undefined],
  ]
  return new Map(all.flatMap(([field, fault]) => (fault === undefined ? [] : [[field, fault]])))
}
