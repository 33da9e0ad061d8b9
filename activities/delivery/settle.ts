import type { DeliveryResult } from '../../dsl/model/activity.ts'
import { retriesLeft } from '../attempt.ts'
import { combinedRetry, DeliveryError, type RetryAdvice, toFailure } from '../failure.ts'
import { type Attempted, retryAdviceOf } from './deliver.ts'

/** One list a recipient. */
type ByRecipient = readonly (readonly Attempted[])[]

/**
 * What the deliveries mean for the step: it fails when somebody got it by no connection (D115); the inbox's copy is none.
 * While attempts are left, a delivery that may still go through fails it too, so that it is tried again; what was sent is not sent again.
 * @param attemptsLeft of the step, made by its run
 * @throws {ApplicationFailure} with the deliveries as details
 */
export function settle(byRecipient: ByRecipient, attemptsLeft = 0): DeliveryResult[] {
  const all = byRecipient.flat()
  const results = all.map(
    ({ target, connection, status, error }): DeliveryResult => ({ target, connection, status, error }),
  )
  const unreached = unreachedIn(byRecipient)
  const missing = unreached.length > 0 ? unreached : retriesLeft(attemptsLeft) ? all.filter(mayHeal) : []
  if (missing.length === 0) return results

  const codes = new Set(missing.map(({ failure }) => failure?.code ?? 'DeliveryError'))
  const [code] = codes.size === 1 ? codes : ['DeliveryError' as const]
  const text = missing.map(told).join('\n')
  throw toFailure(new DeliveryError(`Not delivered. ${text}`, adviceOn(all, missing), code), [results])
}

/** Who cannot be found has no connection either. */
const told = ({ target, connection, error }: Attempted): string =>
  `${target}${connection === '' ? '' : ` via ${connection}`}: ${error}`

/** Somebody got it by no connection, and no further attempt is to come. */
export function givesUp(byRecipient: ByRecipient, attemptsLeft: number): boolean {
  const unreached = unreachedIn(byRecipient)
  if (unreached.length === 0) return false
  return !retriesLeft(attemptsLeft) || adviceOn(byRecipient.flat(), unreached) === 'never'
}

const unreachedIn = (byRecipient: ByRecipient): Attempted[] =>
  byRecipient
    .map((tried) => tried.filter(({ copy }) => !copy))
    .filter(allFailed)
    .flat()

const allFailed = (tried: readonly Attempted[]): boolean => tried.every(({ status }) => status === 'failed')

/** A failure that another attempt may turn. */
export const mayHeal = ({ failure }: Attempted): boolean => failure !== null && failure.retry !== 'never'

function adviceOn(all: readonly Attempted[], missing: readonly Attempted[]): RetryAdvice {
  const open = all.filter(mayHeal)
  return combinedRetry(retryAdviceOf(open.length > 0 ? open : missing))
}
