import type { Pipeline } from '../pipeline/contract.ts'

/**
 * The pipeline, ringing after each commit that may have left rows in the outbox, so that the dispatcher of this process
 * need not wait for its next look.
 */
export function wakingPipeline(pipeline: Pipeline, wake: () => void): Pipeline {
  const ringing =
    <A extends readonly unknown[], R>(act: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      const answer = await act(...args)
      wake()
      return answer
    }
  return {
    ingest: ringing(pipeline.ingest),
    setStatus: ringing(pipeline.setStatus),
    acknowledgeIncident: ringing(pipeline.acknowledgeIncident),
    startAction: ringing(pipeline.startAction),
    close: ringing(pipeline.close),
    endRun: ringing(pipeline.endRun),
    reroute: ringing(pipeline.reroute),
    drain: () => pipeline.drain(),
  }
}
