/** A failure of the launcher, always with what to do next; printed without a stack. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart'
  readonly next: string
  /**
   * @param problem what is wrong, a full sentence
   * @param next what the reader does now, one line or several
   */
  constructor(problem: string, next: string) {
    super(problem)
    this.next = next
  }
}

/** The text for a terminal: problem, then remedy. */
export function tellFailure(error: unknown): string {
  if (error instanceof CannotStart)
    return `tocsin: ${error.message}\n  Next: ${error.next.replaceAll('\n', '\n        ')}`
  const code = (error as NodeJS.ErrnoException | null)?.code
  if (code === 'ENOSPC') return 'tocsin: the disk is full.\n  Next: free some space and start again.'
  if (code === 'EACCES' || code === 'EROFS')
    return `tocsin: ${(error as Error).message}.\n  Next: make that path writable, or set TOCSIN_DATA_DIR to another folder.`
  if (error instanceof Error && error.name === 'ConfigError')
    return `tocsin: a setting can't be used.\n  ${error.message.replaceAll('\n', '\n  ')}`
  return `tocsin: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
}
