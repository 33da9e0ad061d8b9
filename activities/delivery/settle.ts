import type { DeliveryResult } from '../../dsl/model/activity.ts'
import { retriesLeft } from '../attempt.ts'
import { combinedRetry, DeliveryError, toFailure } from '../failure.ts'
import { type Attempted, retryAdviceOf } from './deliver.ts'

/**
 * What the deliveries mean for the step: it fails when somebody got it by no connection (D115). While attempts are left,
 * a delivery that may still go through fails it too, so that it is tried again; what was sent is not sent again.
 * @param byRecipient one list a recipient
 * @param attemptsLeft of the step, made by its run
 * @throws {ApplicationFailure} with the deliveries as details
 */
export function settle(byRecipient: readonly (readonly Attempted[])[], attemptsLeft = 0): DeliveryResult[] {
  const all = byRecipient.flat()
  const results = all.map(({ failure: _, ...result }): DeliveryResult => result)
  const unreached = byRecipient.filter((tried) => tried.every(({ status }) => status === 'failed')).flat()
  const open = all.filter(({ failure }) => failure !== null && failure.retry !== 'never')
  const missing = unreached.length > 0 ? unreached : retriesLeft(attemptsLeft) ? open : []
  if (missing.length === 0) return results

  const retry = combinedRetry(retryAdviceOf(open.length > 0 ? open : missing))
  const codes = new Set(missing.map(({ failure }) => failure?.code ?? 'DeliveryError'))
  const [code] = codes.size === 1 ? codes : ['DeliveryError' as const]
  const text = missing.map(({ target, connection, error }) => `${target} via ${connection}: ${error}`).join('\n')
  throw toFailure(new DeliveryError(`Not delivered. ${text}`, retry, code), [results])
}
