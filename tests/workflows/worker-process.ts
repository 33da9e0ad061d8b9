/** A worker in a process of its own, so that a test can kill it: address, bundle. Its activities answer and nothing more. */
import { NativeConnection } from '@temporalio/worker'
import { createTemporalWorker } from '../../engine/worker/temporal-worker.ts'
import { input } from '../dsl/run/plans.ts'
import { FakeActivities } from './fake-activities.ts'

const [address, bundle] = process.argv.slice(2)
if (!address || !bundle) throw new Error('Usage: worker-process.ts ADDRESS BUNDLE')
const worker = await createTemporalWorker({
  connection: await NativeConnection.connect({ address }),
  namespace: 'default',
  taskQueue: 'tocsin',
  installation: input.installation,
  bundle,
  activities: new FakeActivities().all,
})
await worker.run()
