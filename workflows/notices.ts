import { proxyActivities } from '@temporalio/workflow'
import type { EffectActivities } from '../activities/contract.ts'
import type { NoticeInput, NotifyResult, ResolveNoticeInput } from '../dsl/model/activity.ts'

/** No run stands behind these messages to see them fail, so they are tried for a day. */
const retry = { initialInterval: 2_000, backoffCoefficient: 2, maximumInterval: 600_000, maximumAttempts: 150 }

/** Tells everyone that an incident's messages reached that it is over (D6). */
export async function resolveNotice(input: ResolveNoticeInput): Promise<NotifyResult> {
  const summary = 'Tell that it is over'
  const { sendResolveNotice } = proxyActivities<EffectActivities>({ startToCloseTimeout: '60s', retry, summary })
  return await sendResolveNotice(input)
}

/** Tells the fallback receiver what no run tells (D18). */
export async function notice(input: NoticeInput): Promise<NotifyResult> {
  const summary = 'Tell the fallback receiver'
  const { sendNotice } = proxyActivities<EffectActivities>({ startToCloseTimeout: '60s', retry, summary })
  return await sendNotice(input)
}
