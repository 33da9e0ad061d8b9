/**
 * Runs the closers one after the other, the last first, and leaves the list empty. One that fails keeps none of the others
 * from being closed.
 * @throws {AggregateError} at the end, when some failed; its message has all of theirs
 */
export async function closeAll(closing: (() => Promise<unknown>)[]): Promise<void> {
  const failures: unknown[] = []
  for (let close = closing.pop(); close !== undefined; close = closing.pop()) {
    try {
      await close()
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length === 0) return
  const messages = failures.map((error) => (error instanceof Error ? error.message : String(error)))
  throw new AggregateError(failures, messages.join('; '))
}
