import { readFile } from 'node:fs/promises'
import { text as readAll } from 'node:stream/consumers'
import type { Arriving } from '../../dsl/simulate/alert.ts'
import type { NewEvent } from '../pipeline/contract.ts'
import { onDisk } from './on-disk.ts'
import { VerbFailed } from './verb.ts'

/** An alert that was read, or what is wrong with it. */
export type ReadAlert = { readonly event: Arriving } | { readonly problem: string; readonly next: string }

/**
 * What `POST /api/v1/alerts` takes, read in the same way.
 * @returns the reader; loaded when it is asked for, as the other verbs need not wait for it
 */
export async function alertReader(): Promise<(body: unknown) => ReadAlert> {
  const [{ eventOf, NewAlert }, { fieldProblems }] = await Promise.all([
    import('../http/alert-input.ts'),
    import('../http/strict.ts'),
  ])
  return (body) => {
    const read = NewAlert.safeParse(body)
    if (read.success) return { event: arriving(eventOf(read.data)) }
    const [problem] = fieldProblems(read.error.issues)
    return {
      problem: `${problem?.pointer || 'it'} ${problem?.message}`,
      next: problem?.remedy ?? 'see /docs for what is taken.',
    }
  }
}

/**
 * @param file or `-` for standard input
 * @throws {VerbFailed} when it can't be read
 */
export async function readText(file: string): Promise<string> {
  try {
    const text = file === '-' ? await readAll(process.stdin) : await readFile(onDisk(file), 'utf8')
    // A byte-order mark, with which some editors begin a file.
    return text.replace(/^\uFEFF/u, '')
  } catch (error) {
    throw new VerbFailed(
      `${file} can't be read (${(error as NodeJS.ErrnoException).code ?? (error as Error).message}).`,
      'name a file that exists, or - for standard input.',
    )
  }
}

/** Without a start of its own it began when it arrives. */
const arriving = ({ started_at, ended_at, ...event }: NewEvent): Arriving => ({
  ...event,
  started_at: started_at?.getTime() ?? null,
  ended_at: ended_at?.getTime() ?? null,
})
