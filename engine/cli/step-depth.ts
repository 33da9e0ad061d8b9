/**
 * How deep a step lies, by its id: `then.2.timeout.0` is a step of the block `timeout` of `then.2`, and `look.error.0` one
 * of the step named `look`. A step with a name of its own (`as`) does not tell where it stands: it counts as outermost.
 */
export function stepDepth(id: string): number {
  const parts = id.split('.')
  const blocks = Math.floor(parts.length / 2)
  return parts.length % 2 === 0 ? blocks - 1 : blocks
}
