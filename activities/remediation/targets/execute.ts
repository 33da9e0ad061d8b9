/** One command on an open SSH connection: arguments quoted, output bounded, stopped by a signal. */
import type { Client, ClientChannel } from 'ssh2'
import { atCodePoint } from '../../../dsl/model/cut.ts'
import { DeliveryError } from '../../failure.ts'

export interface Executed {
  /** Null when a signal ended the command. */
  readonly exit_code: number | null
  readonly signal: string | null
  readonly stdout: string
  readonly stderr: string
}

/** Bytes kept of each stream (D118). */
const keptBytes = 16 * 1024

/** SSH hands commands to the remote login shell, so every argument is one single-quoted word. */
export function quoted(argv: readonly string[]): string {
  for (const argument of argv)
    if (/[\0\r\n]/.test(argument)) throw new DeliveryError('An argument holds a line break.', 'never', 'bad-parameters')
  return argv.map((argument) => `'${argument.replaceAll("'", `'\\''`)}'`).join(' ')
}

/**
 * @param signal closes the channel; the command on the machine may live on
 * @throws {DeliveryError} when the connection breaks before the command has ended
 */
export function execute(client: Client, argv: readonly string[], signal: AbortSignal): Promise<Executed> {
  const command = quoted(argv)
  return new Promise((resolve, reject) => {
    let channel: ClientChannel | undefined
    let ended: { code: number | null; signal: string | null } | null = null
    const fail = (why: string) => reject(new DeliveryError(`${argv.join(' ')}: ${why}.`, 'later', 'ssh-failed'))
    const stop = () => {
      channel?.signal('KILL')
      channel?.close()
      fail('stopped, its time was over or the run was cancelled')
    }
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop, { once: true })
    const lost = () => fail('the connection broke before it ended')
    client.once('close', lost)
    const finish = () => {
      signal.removeEventListener('abort', stop)
      client.removeListener('close', lost)
    }
    client.exec(command, (error, opened) => {
      if (error) {
        finish()
        return fail(`the machine refused to run it (${error.message})`)
      }
      channel = opened
      const stdout = boundedText(opened)
      const stderr = boundedText(opened.stderr)
      opened.on('exit', (code: number | null, name?: string) => {
        ended = { code, signal: name ?? null }
      })
      opened.on('close', () => {
        finish()
        if (!ended) return fail('the connection broke before it ended')
        resolve({ exit_code: ended.code, signal: ended.signal, stdout: stdout(), stderr: stderr() })
      })
    })
  })
}

/** Keeps the first bytes of a stream and lets the rest flow by. */
function boundedText(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = []
  let size = 0
  stream.on('data', (chunk: Buffer) => {
    if (size < keptBytes) chunks.push(chunk.subarray(0, keptBytes - size))
    size += chunk.length
  })
  return () => wholeCharacters(Buffer.concat(chunks))
}

/** Drops a character that the limit cut in two. */
function wholeCharacters(bytes: Buffer): string {
  let end = bytes.length
  if (end === keptBytes) {
    let start = end - 1
    while (start > end - 4 && start > 0 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start--
    const lead = bytes[start] ?? 0
    const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1
    if (start + length > end) end = start
  }
  const text = bytes.subarray(0, end).toString('utf8')
  return atCodePoint(text, text.length)
}
