import { ApplicationFailure } from '@temporalio/common'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { NoticeInput, ResolveNoticeInput } from '../../dsl/model/activity.ts'
import { FakeActivities } from './fake-activities.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const over: ResolveNoticeInput = {
  tenant: 'default',
  incident_id: 'inc_1',
  workflow_id: 'default/payments-abc123/inc_1/resolve',
}
const unmatched: NoticeInput = {
  tenant: 'default',
  workflow_id: 'default/notice/1',
  title: 'No rule took 3 alerts',
  body: '',
  severity: 'high',
  url: null,
}

test.each([
  ['resolve_notice', 'sendResolveNotice', over],
  ['notice', 'sendNotice', unmatched],
] as const)('%s is one activity, tried again when the receiver is away', async (type, activity, input) => {
  let attempts = 0
  const fakes = new FakeActivities({
    [activity]: async () => {
      if (++attempts === 1)
        throw ApplicationFailure.create({ type: 'DeliveryError', message: 'busy', nextRetryDelay: 1 })
      return { status: 'sent', reason: null, deliveries: [] }
    },
  })
  const worker = await stage.worker(fakes)
  await worker.runUntil(async () => {
    const { client } = stage.temporal
    const result = await client.workflow.execute(type, {
      taskQueue: 'tocsin',
      workflowId: input.workflow_id,
      args: [input],
    })
    expect(result).toMatchObject({ status: 'sent' })
  })
  expect(fakes.inputs(activity)).toEqual([input, input])
})
