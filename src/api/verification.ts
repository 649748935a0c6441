import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { accountStatus, type AccountStatus } from '#contract/customer/account-status.ts'
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
} from '#contract/api/verification.ts'
import {
  codeCall,
  colleaguesCall,
  decisionCall,
  managerCall,
  opinionCall,
  purposesCall,
  accountStatusCall,
} from './addresses.ts'
import { customerQuery, viewHeaders } from './customers.ts'
import { ApiFailure, isWorthRetrying, retryDelay } from './failure.ts'
import { ask, askFor } from './request.ts'

/**
 * The purposes of the store and what each needs. They are requested again at intervals, because the policy may change while a till
 * runs.
 */
export const purposesQuery = () =>
  queryOptions<Purposes>({
    queryKey: ['purposes'],
    queryFn: ({ signal }) => askFor(purposes, purposesCall, signal),
    retry: isWorthRetrying,
    retryDelay,
    staleTime: 300_000,
    gcTime: Infinity,
  })

/** The status of a customer's account. */
export const accountStatusQuery = (userId: string) =>
  queryOptions<AccountStatus>({
    queryKey: ['customers', userId, 'status'],
    queryFn: ({ client, signal }) =>
      askFor(accountStatus, accountStatusCall(userId), signal, { headers: viewHeaders(client, userId) }),
    retry: isWorthRetrying,
    retryDelay,
    staleTime: Infinity,
    gcTime: 0,
  })

/**
 * The colleagues who can be asked for a second opinion, without the associate at the till. They are kept for some minutes, so that the
 * screen of each customer can say at once whether anybody can be asked.
 */
export const colleaguesQuery = () =>
  queryOptions<Colleagues>({
    queryKey: ['colleagues'],
    queryFn: ({ signal }) => askFor(colleagues, colleaguesCall, signal),
    retry: isWorthRetrying,
    retryDelay,
    staleTime: 300_000,
    gcTime: 300_000,
  })

/**
 * The view of the customer on screen.
 *
 * @throws {ApiFailure} `view_over`
 */
export function viewOf(client: QueryClient, userId: string): string {
  const view = client.getQueryData(customerQuery(userId).queryKey)?.view
  if (!view) throw new ApiFailure('view_over')
  return view
}

/* None of these functions takes a signal: what was sent is recorded, even if the associate leaves the screen. */

const never = () => new AbortController().signal

/** @throws {ApiFailure} if it is unknown whether the decision was recorded; the same request may be sent again */
export const sendDecision = async (userId: string, body: DecisionRequest): Promise<Decision> =>
  askFor(decision, decisionCall(userId), never(), { body })

/** @throws {ApiFailure} `undo_over` if it is too late */
export const sendUndo = async (userId: string, receipt: string): Promise<void> =>
  void (await ask(`${decisionCall(userId)}/undo`, never(), { body: { receipt } }))

/** Asks for a one-time code to be sent to the address on file. */
export const sendCode = async (
  client: QueryClient,
  userId: string,
  channel: CodeChannel,
): Promise<CodeSent> =>
  askFor(codeSent, codeCall(userId), never(), { body: { view: viewOf(client, userId), channel } })

export const checkCode = async (userId: string, body: { id: string; code: string }): Promise<CodeVerdict> =>
  askFor(codeVerdict, `${codeCall(userId)}/check`, never(), { body })

/** A manager vouches with a manager's till, which is not that of this session. */
export const vouch = async (
  client: QueryClient,
  userId: string,
  manager: { till: string; password: string },
): Promise<Proven> =>
  askFor(proven, managerCall(userId), never(), { body: { view: viewOf(client, userId), ...manager } })

type Opinion = { associate: string; pin: string; result: VerificationResult; photo: LookedAt }

export const sendOpinion = async (client: QueryClient, userId: string, opinion: Opinion): Promise<Proven> =>
  askFor(proven, opinionCall(userId), never(), { body: { view: viewOf(client, userId), ...opinion } })

/** Chooses the PIN with which the associate at the till signs second opinions. */
export const chooseOwnPin = async (pin: string): Promise<void> =>
  void (await ask(`${colleaguesCall}/pin`, never(), { body: { pin } }))
