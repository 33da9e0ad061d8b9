import { Connection } from '@temporalio/client'
import proto from '@temporalio/proto'
import { answers } from './ports.ts'

const serving = proto.grpc.health.v1.HealthCheckResponse.ServingStatus.SERVING

/**
 * Resolves when the server at `port` serves and its namespace is there; what else the worker needs in it, the worker makes.
 * @throws {Error} after `waitMs`, with the last reason
 */
export async function untilServing(port: number, namespace: string, waitMs: number): Promise<void> {
  const deadline = Date.now() + waitMs
  let reason = 'it does not listen'
  while (Date.now() < deadline) {
    // The port first: a gRPC client that meets a closed one backs off for a second.
    if (await answers(port)) {
      const failure = await probe(`127.0.0.1:${port}`, namespace)
      if (failure === null) return
      reason = failure
    }
    await new Promise((resume) => setTimeout(resume, 50))
  }
  throw new Error(`the Temporal server on port ${port} was not ready within ${waitMs / 1000} s: ${reason}`)
}

/** Null when it serves and is prepared, else why not. */
async function probe(address: string, namespace: string): Promise<string | null> {
  const connection = Connection.lazy({ address })
  try {
    return await connection.withDeadline(Date.now() + 5_000, async () => {
      const { status } = await connection.healthService.check({
        service: 'temporal.api.workflowservice.v1.WorkflowService',
      })
      if (status !== serving) return `it reports health status ${status}`
      await connection.workflowService.describeNamespace({ namespace })
      return null
    })
  } catch (error) {
    return (error as Error).message
  } finally {
    await connection.close()
  }
}
