/** Whoever reads no further, as `head`, wants no more: that is an end and no failure. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

/** Writes one line of standard output; messages about the work go to standard error instead. */
export const print = (line: string): void => void process.stdout.write(`${line}\n`)

/** One JSON object as the last line, for machines. */
export const printJson = (value: unknown): void => print(JSON.stringify(value))
