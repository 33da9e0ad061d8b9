import { oneLine } from '../../dsl/model/clean-text.ts'
import { DeliveryError, type RetryAdvice } from '../failure.ts'

/** What nodemailer's errors carry. */
interface SmtpError extends Error {
  readonly code?: string
  readonly responseCode?: number
  readonly response?: string
}

/** SMTP's own rule: 5xx is final, 4xx and everything short of an answer may heal (protocols.md 2.1). */
export function toDeliveryError(error: unknown, server: string): DeliveryError {
  const { code, responseCode, response, message }: SmtpError = error instanceof Error ? error : new Error(String(error))
  const said = oneLine(response ?? message)
  return new DeliveryError(`Mail server ${server} ${verb(code)}: ${said}`, retryOf(responseCode))
}

const retryOf = (responseCode: number | undefined): RetryAdvice =>
  responseCode !== undefined && responseCode >= 500 ? 'never' : 'later'

function verb(code: string | undefined): string {
  switch (code) {
    case 'EAUTH':
      return 'refused the login'
    case 'EENVELOPE':
      return 'refused sender or recipient'
    case 'EMESSAGE':
      return 'refused the message'
    case 'ETLS':
      return 'could not be reached through TLS'
    default:
      return 'could not be used'
  }
}
