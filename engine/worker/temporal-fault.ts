import { isGrpcServiceError } from '@temporalio/client'

/** gRPC codes that say that this very request is wrong; trying another row at once makes sense. */
const faultsOfTheRequest = new Set([
  3, // INVALID_ARGUMENT: a payload over the limit, say
  11, // OUT_OF_RANGE
])

/** Whether the error is about Temporal as a whole: unreachable, overloaded, refusing us. Then every row waits. */
export function isTemporalFault(error: unknown): boolean {
  const cause = grpcError(error)
  return cause !== null && !faultsOfTheRequest.has(cause.code)
}

/** Whether Temporal itself said that there is no such thing. */
export const isNotFound = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 5

/** The gRPC error inside what the client throws, or null. */
function grpcError(error: unknown): { readonly code: number } | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause)
    if (isGrpcServiceError(at)) return { code: Number(at.code) }
  return null
}
