/**
 * Asks again and again until there is an answer; how tests wait for something outside their process.
 * @param ask answers undefined (or throws) as long as it has not happened
 * @param what named in the error when the time is over
 * @throws when `timeoutMs` (default 30 s) pass without an answer; the last error of `ask` is the cause
 */
export async function until<T>(what: string, ask: () => Promise<T | undefined>, timeoutMs = 30_000): Promise<T> {
  const deadline = Date.now() + timeoutMs
  let last: unknown
  for (;;) {
    try {
      const answer = await ask()
      if (answer !== undefined) return answer
      last = undefined
    } catch (error) {
      last = error
    }
    if (Date.now() > deadline) throw new Error(`Did not happen within ${timeoutMs} ms: ${what}`, { cause: last })
    await new Promise((resume) => setTimeout(resume, 50))
  }
}
