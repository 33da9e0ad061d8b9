import type { Command } from 'commander'

/** One command of `tocsin`; a new one is a file beside this and a line in `verbs.ts`. */
export interface Verb {
  readonly name: string
  readonly summary: string
  /** Adds arguments, options and the action to the command made for it. */
  readonly setUp: (command: Command) => void
}

/** A failure with what to do next; printed without a stack, exit code 2. */
export class VerbFailed extends Error {
  override readonly name = 'VerbFailed'
  readonly next: string
  constructor(problem: string, next: string) {
    super(problem)
    this.next = next
  }
}
