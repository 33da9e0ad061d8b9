import type { z } from '@hono/zod-openapi'
import type { Severity } from '../../dsl/model/severity.ts'
import type { Json } from '../../dsl/model/value.ts'
import type { NewEvent } from '../pipeline/contract.ts'

/** A member of a payload that could not be read; it becomes a dead letter (D72). */
export interface Rejected {
  readonly error: string
  readonly body: Json
}
export interface Understood {
  /** In payload order. */
  readonly events: readonly NewEvent[]
  readonly rejected: readonly Rejected[]
}
export interface IntakeContext {
  readonly integration: string
  /** A signature came that nothing can check (D38). */
  readonly unverified: boolean
  /** The integration's own severity words, lower case. */
  readonly severities?: ReadonlyMap<string, Severity>
}

/** One alert source: a pure mapping of its payload. A new one is a file beside this and a line in `index.ts`. */
export interface Intake {
  /** As in `/api/v1/intake/{name}`. */
  readonly name: string
  readonly title: string
  /** For the API's pages. `toEvents` bears with less: sources change their payloads. */
  readonly payload: z.ZodType
  /**
   * @param payload cleaned (`cleanJson`), otherwise as it came
   * @throws {UnreadablePayload} when nothing in it can be an alert
   */
  toEvents(payload: Json, context: IntakeContext): Understood
}

/** The whole payload is of another form than the source's. */
export class UnreadablePayload extends Error {
  override readonly name = 'UnreadablePayload'
}

export const defineIntake = (intake: Intake): Intake => intake
