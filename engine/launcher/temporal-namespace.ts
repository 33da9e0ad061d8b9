import type { Connection } from '@temporalio/client'
import proto from '@temporalio/proto'
import { searchAttributes } from './temporal-flags.ts'

const keyword = proto.temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD
/** How long closed runs stay readable in the Temporal UI (D71). */
const retentionSeconds = 30 * 86_400

/**
 * Makes namespace and search attributes what the worker needs; safe to repeat. A dev server creates attributes given by
 * flag only together with its database file, so an older file lacks newer ones.
 */
export async function prepareNamespace(connection: Connection, namespace: string): Promise<void> {
  const { workflowService, operatorService } = connection
  const retention = proto.google.protobuf.Duration.fromObject({ seconds: retentionSeconds })
  try {
    await workflowService.describeNamespace({ namespace })
    await workflowService.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl: retention } })
  } catch (error) {
    if (!/not ?found/i.test(String((error as Error).message))) throw error
    await workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: retention })
  }
  const known = await operatorService.listSearchAttributes({ namespace })
  const missing = searchAttributes.filter((name) => !(name in (known.customAttributes ?? {})))
  if (missing.length === 0) return
  await operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(missing.map((name) => [name, keyword])),
  })
}
