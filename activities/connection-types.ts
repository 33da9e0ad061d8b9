import type * as z from 'zod'
import { channels } from './channels/index.ts'
import { targets } from './remediation/targets/index.ts'

/** A kind of connection: what its settings are and which of them are secret. */
export interface ConnectionType {
  readonly name: string
  readonly title: string
  readonly config: z.ZodObject
  readonly secrets: readonly string[]
}

/** Every kind of connection, channel or target, by catalogue name: `TOCSIN_CONN_<NAME>_TYPE` names one (D20). */
export const connectionTypes: Readonly<Record<string, ConnectionType>> = { ...channels, ...targets }
