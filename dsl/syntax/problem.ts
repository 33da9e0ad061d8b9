import { isCatalogueId, type Locale, severityOf, tell } from '../model/catalogue/index.ts'
import type { Problem } from '../model/problems.ts'
import type { Fault } from './fault.ts'
import { type LineStarts, rangeOf } from './lines.ts'

/** Puts a fault into words. The variant of its text travels in `args.variant`, so that it can be said again in another language. */
export function problemOf(fault: Fault, file: string, lines: LineStarts, locale: Locale = 'en'): Problem {
  const [code = fault.id, variant] = fault.id.split('/')
  if (!isCatalogueId(fault.id)) throw new Error(`the catalogue has no ${fault.id}`)
  const args = { ...fault.args, ...(variant === undefined ? {} : { variant }) }
  const told = tell(fault.id, args, locale)
  const range = rangeOf(lines, fault.at)
  const further = (fault.labels ?? []).map((at, index) => ({
    range: rangeOf(lines, at),
    text: told.labels[index] ?? '',
  }))
  return {
    code,
    severity: severityOf(code),
    file: fault.file ?? file,
    range,
    message: told.message,
    labels: told.here === null ? further : [{ range, text: told.here }, ...further],
    help: told.help,
    fix: fault.fix
      ? {
          title: told.fix ?? '',
          edits: fault.fix.edits.map((edit) => ({ range: rangeOf(lines, edit.at), text: edit.text })),
          safe: fault.fix.safe,
        }
      : null,
    args,
  }
}
