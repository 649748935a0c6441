import { queryOptions, type QueryClient } from '@tanstack/react-query'
import * as v from 'valibot'
import { accountStatus, type AccountStatus } from '#contract/account-status.ts'
import {
  codeSent,
  codeVerdict,
  colleagues,
  decision,
  proven,
  purposes,
  type CodeChannel,
  type CodeSent,
  type CodeVerdict,
  type Colleagues,
  type Decision,
  type DecisionRequest,
  type LookedAt,
  type Proven,
  type Purposes,
  type VerificationResult,
} from '#contract/verification.ts'
import {
  codeCall,
  colleaguesCall,
  decisionCall,
  managerCall,
  opinionCall,
  purposesCall,
  statusCall,
} from '#src/paths.ts'
import { customerQuery, viewHeaders } from './customers.ts'
import { ApiFailure, isWorthRetrying, retryDelay } from './failure.ts'
import { ask, readJson } from './request.ts'

/** What the store verifies customers for, and what that takes. Asked anew now and then: the policy may change while a till runs. */
export const purposesQuery = () =>
  queryOptions<Purposes>({
    queryKey: ['purposes'],
    queryFn: async ({ signal }) => read(purposes, await ask(purposesCall, signal)),
    retry: isWorthRetrying,
    retryDelay,
    staleTime: 300_000,
    gcTime: Infinity,
  })

/** How a customer's account stands. */
export const statusQuery = (userId: string) =>
  queryOptions<AccountStatus>({
    queryKey: ['customers', userId, 'status'],
    queryFn: async ({ client, signal }) =>
      read(accountStatus, await ask(statusCall(userId), signal, { headers: viewHeaders(client, userId) })),
    retry: isWorthRetrying,
    retryDelay,
    staleTime: Infinity,
    gcTime: 0,
  })

/** Who could be asked for a second opinion. */
export const colleaguesQuery = () =>
  queryOptions<Colleagues>({
    queryKey: ['colleagues'],
    queryFn: async ({ signal }) => read(colleagues, await ask(colleaguesCall, signal)),
    retry: isWorthRetrying,
    retryDelay,
    gcTime: 0,
  })

/**
 * The view of the customer who is on screen.
 *
 * @throws {ApiFailure} `view_over`
 */
export function viewOf(client: QueryClient, userId: string): string {
  const view = client.getQueryData(customerQuery(userId).queryKey)?.view
  if (!view) throw new ApiFailure('view_over')
  return view
}

/*
 * None of these takes a signal: what was sent is on record, whoever leaves the screen.
 */

const post = (path: string, body: object) => ask(path, new AbortController().signal, { body })

/** @throws {ApiFailure} and nothing is known to be recorded; the same request may be sent again */
export const sendDecision = async (userId: string, body: DecisionRequest): Promise<Decision> =>
  read(decision, await post(decisionCall(userId), body))

/** @throws {ApiFailure} `undo_over` once it is too late */
export const sendUndo = async (userId: string, receipt: string): Promise<void> =>
  void (await post(`${decisionCall(userId)}/undo`, { receipt }))

/** Asks for a one-time code to be sent to what is on file. */
export const sendCode = async (
  client: QueryClient,
  userId: string,
  channel: CodeChannel,
): Promise<CodeSent> =>
  read(codeSent, await post(codeCall(userId), { view: viewOf(client, userId), channel }))

export const checkCode = async (userId: string, body: { id: string; code: string }): Promise<CodeVerdict> =>
  read(codeVerdict, await post(`${codeCall(userId)}/check`, body))

/** A manager vouches: with nothing at their own session, else with a manager's till. */
export const vouch = async (
  client: QueryClient,
  userId: string,
  manager: { till?: string; password?: string },
): Promise<Proven> =>
  read(proven, await post(managerCall(userId), { view: viewOf(client, userId), ...manager }))

type Opinion = { associate: string; pin: string; result: VerificationResult; photo: LookedAt }

export const sendOpinion = async (client: QueryClient, userId: string, opinion: Opinion): Promise<Proven> =>
  read(proven, await post(opinionCall(userId), { view: viewOf(client, userId), ...opinion }))

/** Chooses the PIN by which whoever is at the till signs second opinions. */
export const chooseOwnPin = async (pin: string): Promise<void> =>
  void (await post(`${colleaguesCall}/pin`, { pin }))

async function read<Schema extends v.GenericSchema>(
  schema: Schema,
  answer: Response,
): Promise<v.InferOutput<Schema>> {
  const reading = v.safeParse(schema, await readJson(answer))
  if (!reading.success) throw new ApiFailure('unreadable_answer')
  return reading.output
}
