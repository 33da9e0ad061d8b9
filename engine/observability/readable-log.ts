import colors from 'picocolors'
import type { DestinationStream } from 'pino'
import { oneLine } from '../../dsl/model/clean-text.ts'

const words: Readonly<Record<number, string>> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'fatal',
}

/**
 * Lines for people from pino's lines of JSON: time in UTC, level, message, fields. It reads what pino has written, so
 * whatever is redacted there is redacted here.
 */
export const readableLog = (
  to: { write(text: string): unknown },
  inColor = colors.isColorSupported,
): DestinationStream => ({
  write: (line: string) => void to.write(`${readable(line, inColor)}\n`),
})

function readable(line: string, inColor: boolean): string {
  const paint = colors.createColors(inColor)
  const { level, time, pid: _, msg, ...fields } = JSON.parse(line) as Readonly<Record<string, unknown>>
  const severity = Number(level)
  const word = (words[severity] ?? String(level)).padEnd(5)
  const painted = severity >= 50 ? paint.red(word) : severity >= 40 ? paint.yellow(word) : paint.green(word)
  const stacks: string[] = []
  const told = Object.entries(fields).map(([name, value]) => {
    const { stack, ...rest } = (value ?? {}) as { readonly stack?: unknown }
    if (typeof stack !== 'string') return `${name}=${plain(JSON.stringify(value) ?? '')}`
    stacks.push(stack)
    return `${name}=${plain(JSON.stringify(rest))}`
  })
  const clock = String(time).slice(11, 23)
  const head = [paint.dim(clock), painted, plain(String(msg ?? '')), paint.dim(told.join(' '))].join(' ').trimEnd()
  return [head, ...stacks.flatMap((stack) => stack.split('\n').map((part) => `    ${paint.dim(indented(part))}`))].join(
    '\n',
  )
}

/** Texts of alerts come from outside: none may move the cursor of whoever reads the log, or show a line in another order. */
const plain = oneLine
const indented = (text: string): string => `${/^ */u.exec(text)?.[0] ?? ''}${plain(text)}`
