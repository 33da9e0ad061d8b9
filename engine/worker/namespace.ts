import proto from '@temporalio/proto'
import type { NativeConnection } from '@temporalio/worker'
import { searchAttributeNames } from './search-attributes.ts'
import { isNotFound } from './temporal-fault.ts'

const keyword = proto.temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD
/** How long closed runs stay in Temporal (D71). */
const retentionDays = 30

/**
 * Makes namespace and search attributes what the worker needs; safe to repeat. A namespace that does not exist is made,
 * and retention is only ever raised: an operator may keep runs for longer.
 */
export async function ensureNamespace(connection: NativeConnection, namespace: string): Promise<void> {
  const wanted = proto.google.protobuf.Duration.fromObject({ seconds: retentionDays * 86_400 })
  const { workflowService, operatorService } = connection
  try {
    const { config } = await workflowService.describeNamespace({ namespace })
    if (Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) < retentionDays * 86_400)
      await workflowService.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl: wanted } })
  } catch (error) {
    if (!isNotFound(error)) throw error
    await workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: wanted })
  }
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace })
  const missing = searchAttributeNames.filter((name) => !(name in (customAttributes ?? {})))
  if (missing.length === 0) return
  await operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(missing.map((name) => [name, keyword])),
  })
}
