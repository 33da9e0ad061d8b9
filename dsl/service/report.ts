/** A problem as people read it: what, where, the line with a mark under the place, what to do (language.md section 7). */
import type { Locale } from '../model/catalogue/index.ts'
import type { Problem, Range } from '../model/problems.ts'
import { hideSecrets } from '../model/secret-texts.ts'
import { lineStarts } from '../syntax/lines.ts'

export type Part = 'error' | 'warning' | 'place' | 'gutter' | 'mark' | 'label' | 'help'
/** Colours a piece of the report; without it the report is plain text. */
export type Paint = (part: Part, text: string) => string

const words: Readonly<Record<Locale, Readonly<Record<Problem['severity'] | 'help' | 'fix', string>>>> = {
  en: { error: 'error', warning: 'warning', help: 'help', fix: 'fix' },
  zh: { error: '错误', warning: '警告', help: '帮助', fix: '修复' },
}

const plain: Paint = (_part, text) => text
/** Of a longer line only the surroundings of the place are shown. */
const widest = 160

/**
 * @param text the file that `problem.file` names, or null where it isn't at hand; then the report has no lines of it
 */
export function report(problem: Problem, text: string | null, paint: Paint = plain, locale: Locale = 'en'): string {
  const said = words[locale]
  const { severity, code, message, file, range, help, fix } = problem
  const { line, column } = range.start
  const lines = [
    `${paint(severity, `${said[severity]}[${code}]`)}: ${message}`,
    `${paint('gutter', '  -->')} ${paint('place', `${file}:${line}:${column}`)}`,
  ]
  if (text !== null) lines.push(...frame(problem, text, paint))
  if (help !== null)
    lines.push(
      `${paint('help', `${said.help}:`)} ${help}${fix ? `   [${said.fix}${fix.title ? `: ${fix.title}` : ''}]` : ''}`,
    )
  return lines.join('\n')
}

/** All problems, a blank line between, and how many there are. */
export function reportAll(
  problems: readonly Problem[],
  textOf: (file: string) => string | null,
  paint: Paint = plain,
  locale: Locale = 'en',
): string {
  const errors = problems.filter((problem) => problem.severity === 'error').length
  const warnings = problems.length - errors
  const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`
  const summary =
    locale === 'zh'
      ? `${errors} 个错误，${warnings} 个警告`
      : `${count(errors, 'error')}, ${count(warnings, 'warning')}`
  return [...problems.map((problem) => report(problem, textOf(problem.file), paint, locale)), summary].join('\n\n')
}

interface Mark {
  readonly range: Range
  readonly sign: '^' | '-'
  readonly text: string
}

const sameRange = (a: Range, b: Range): boolean => a.start.offset === b.start.offset && a.end.offset === b.end.offset

function frame({ range, labels }: Problem, text: string, paint: Paint): string[] {
  const own = labels.find((label) => sameRange(label.range, range))
  const others = labels.filter((label) => label !== own)
  const marks: Mark[] = [
    { range, sign: '^', text: own?.text ?? '' },
    ...others.map((label) => ({ ...label, sign: '-' as const })),
  ]
  const byLine = Map.groupBy(marks, (mark) => mark.range.start.line)
  const numbers = [...byLine.keys()].sort((a, b) => a - b)
  const width = String(numbers.at(-1) ?? 0).length + 1
  const starts = lineStarts(text)
  const gutter = (number: number | null) => paint('gutter', `${String(number ?? '').padStart(width - 1)} |`)
  return numbers.flatMap((number) => {
    const whole = text.slice(starts[number - 1] ?? text.length, starts[number] ?? text.length).replace(/\r?\n$/u, '')
    const onLine = (byLine.get(number) ?? []).toSorted((a, b) => a.range.start.column - b.range.start.column)
    const first = (onLine[0]?.range.start.column ?? 1) - 1
    const from = whole.length > widest ? Math.max(0, first - 40) : 0
    // What is told of a token must not tell it again.
    const shown = hideSecrets(whole).slice(from, from + widest)
    return [`${gutter(number)} ${shown}`, ...under(onLine, shown, from, paint).map((row) => `${gutter(null)} ${row}`)]
  })
}

/** The marks of one line; the last one's text stands beside it, the others' below. */
function under(marks: readonly Mark[], shown: string, from: number, paint: Paint): string[] {
  const last = marks.at(-1)
  let row = ''
  let at = 0
  for (const mark of marks) {
    const start = Math.min(shown.length, Math.max(at, mark.range.start.column - 1 - from))
    const isOneLine = mark.range.end.line === mark.range.start.line
    const end = isOneLine ? Math.min(shown.length, mark.range.end.column - 1 - from) : shown.trimEnd().length
    const length = Math.max(1, widthOf(shown.slice(start, Math.max(start, end))))
    row += blank(shown.slice(at, start)) + paint('mark', mark.sign.repeat(length))
    at = Math.max(start, end)
  }
  if (last?.text) row += ` ${paint('label', last.text)}`
  const below = marks
    .slice(0, -1)
    .filter((mark) => mark.text !== '')
    .map((mark) => blank(shown.slice(0, Math.max(0, mark.range.start.column - 1 - from))) + paint('label', mark.text))
  return [row, ...below]
}

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u

/** Blanks as wide as the text: tabs stay tabs, wide characters count two, accents nothing. */
const blank = (text: string): string =>
  [...text].map((one) => (one === '\t' ? one : /\p{M}/u.test(one) ? '' : wide.test(one) ? '  ' : ' ')).join('')
const widthOf = (text: string): number => blank(text).length
