import { type Client, WorkflowExecutionAlreadyStartedError, type WorkflowStartOptions } from '@temporalio/client'
import type { NoticeInput, ResolveNoticeInput, RunInput } from '../../dsl/model/activity.ts'
import { searchAttributes } from './search-attributes.ts'
import { workflowNames } from './workflow-names.ts'

/** Temporal takes 400 bytes; more is refused as a whole. */
const summaryBytes = 400

/**
 * Starts the run, or finds that it was started before: both are success, because the id names the one run there may be
 * (exactly one run per incident, also when an outbox row is delivered twice).
 */
export async function startRun(
  client: Client,
  input: RunInput,
  about: { readonly taskQueue: string; readonly rule: string; readonly link: string },
): Promise<void> {
  await startOnce(client, workflowNames.run, {
    workflowId: input.workflow_id,
    taskQueue: about.taskQueue,
    args: [input],
    typedSearchAttributes: searchAttributes({
      tenant: input.tenant,
      rule: about.rule,
      severity: input.severity,
      incident: input.incident_id,
      state: 'pending',
    }),
    staticSummary: cut(`${about.rule} (${input.severity})`),
    staticDetails: `Run \`${input.run_id}\` of incident \`${input.incident_id}\`, tenant \`${input.tenant}\`: ${about.link}`,
  })
}

/** Starts one of the two workflows that only tell: that an incident is over (D6), or a notice (D18). */
export async function startNotice(
  client: Client,
  kind: 'resolveNotice' | 'notice',
  input: ResolveNoticeInput | NoticeInput,
  taskQueue: string,
): Promise<void> {
  const isNotice = 'title' in input
  await startOnce(client, workflowNames[kind], {
    workflowId: input.workflow_id,
    taskQueue,
    args: [input],
    staticSummary: cut(isNotice ? input.title : `Tell that ${input.incident_id} is over`),
  })
}

async function startOnce(client: Client, workflow: string, options: WorkflowStartOptions): Promise<void> {
  try {
    await client.workflow.start(workflow, {
      ...options,
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      // Taken only when a worker of this process polls on the same connection.
      requestEagerStart: true,
    })
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error
  }
}

/** At most so many bytes, cut between characters. */
function cut(text: string): string {
  if (Buffer.byteLength(text) <= summaryBytes) return text
  let kept = ''
  let bytes = 3
  for (const character of text) {
    bytes += Buffer.byteLength(character)
    if (bytes > summaryBytes) break
    kept += character
  }
  return `${kept}…`
}
