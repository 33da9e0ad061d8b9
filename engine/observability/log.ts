import { type DestinationStream, type Logger, pino } from 'pino'

export type Log = Logger

/** Members that hold secrets wherever they stand in a logged object. */
const secretMembers = [
  'password',
  'secret',
  'token',
  'key',
  'apiKey',
  'api_key',
  'adminKey',
  'masterKey',
  'authorization',
  'cookie',
  'privateKey',
  'private_key',
  'config',
]

/** User and password inside a URL, as database drivers print it. */
const credentialsInUrl = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi

/**
 * The log of this process: one JSON object a line. Secret members and credentials in URLs are never written.
 * @param destination default: standard output
 */
export function createLog(level: string, destination?: DestinationStream): Log {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: secretMembers.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.*.*.${name}`]),
        censor: '[redacted]',
      },
      serializers: { err: describeError, error: describeError },
      hooks: {
        logMethod(args, method) {
          method.apply(this, args.map((arg) => (typeof arg === 'string' ? clean(arg) : arg)) as typeof args)
        },
      },
    },
    ...(destination ? [destination] : []),
  )
}

/** A text without credentials in URLs. */
export const clean = (text: string): string => text.replace(credentialsInUrl, '$1[redacted]@')

/** Own members of an error are left out: drivers put statements, parameters and connection settings there. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? clean(error) : error
  return {
    type: error.name,
    message: clean(error.message),
    stack: clean(error.stack ?? ''),
    ...(error.cause instanceof Error && { cause: clean(error.cause.message) }),
  }
}
