import type * as z from 'zod'
import type { RemediateResult } from '../../dsl/model/activity.ts'
import type { ResolvedConnection } from '../dependencies.ts'
import { DeliveryError } from '../failure.ts'

/** What a remediation works with. */
export interface RemediationTask<P> {
  readonly parameters: P
  readonly connection: ResolvedConnection
  /** Fires when the run is cancelled or the attempt's time is over: stop, and leave nothing open. */
  readonly signal: AbortSignal
}
export type Outcome = Omit<RemediateResult, 'status' | 'reason' | 'duration_ms'>

/** A repair from the catalogue: one file each; form, validation and documentation come from `parameters`. */
export interface Remediation<N extends string = string> {
  readonly name: N
  readonly title: string
  readonly parameters: z.ZodObject
  /** Kind of connection that it works on (`ssh`). */
  readonly target: string
  /** Name of the connection to work on. @throws {DeliveryError} `bad-parameters`, naming the field */
  connectionName(parameters: unknown): string
  /** @throws {DeliveryError} when it could not be done at all; a command that fails is an outcome with `ok: false` */
  run(task: RemediationTask<unknown>): Promise<Outcome>
}

export interface RemediationDefinition<N extends string, P extends z.ZodObject>
  extends Omit<Remediation<N>, 'parameters' | 'run' | 'connectionName'> {
  readonly parameters: P
  /** Member of `parameters` that names the connection. */
  readonly connection: keyof z.output<P> & string
  run(task: RemediationTask<z.output<P>>): Promise<Outcome>
}

export function defineRemediation<const N extends string, P extends z.ZodObject>(
  definition: RemediationDefinition<N, P>,
): Remediation<N> {
  const { name, title, target, parameters: schema, connection, run } = definition
  const checked = (parameters: unknown): z.output<P> => {
    const parsed = schema.safeParse(parameters)
    if (parsed.success) return parsed.data
    const faults = parsed.error.issues.map((issue) =>
      issue.code === 'unrecognized_keys'
        ? `unknown parameter ${issue.keys.map((key) => `"${key}"`).join(', ')}`
        : `"${issue.path.join('.')}": ${issue.message}`,
    )
    throw new DeliveryError(`${name} can't run with these parameters: ${faults.join('; ')}.`, 'never', 'bad-parameters')
  }
  return {
    ...{ name, title, target, parameters: schema },
    connectionName: (parameters) => String(checked(parameters)[connection]),
    run: (task) => run({ ...task, parameters: checked(task.parameters) }),
  }
}
