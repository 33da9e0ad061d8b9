import { terminalText } from './terminal-text.ts'

/** Whoever reads no further, as `head`, wants no more: that is an end and no failure. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

/** Writes one line of standard output */
export const print = (line: string): void => void process.stdout.write(`${terminalText(line)}\n`)

/** What is about the work and no part of the answer: one line of standard error. */
export const tell = (line: string): void => void process.stderr.write(`${terminalText(line)}\n`)

/** One JSON object as the last line, for machines. */
export const printJson = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`)
