/** A problem said again in another language: its sentences are made from the catalogue and its `args`. */
import { isCatalogueId, type Locale, tell } from '../model/catalogue/index.ts'
import type { Problem } from '../model/problems.ts'

const id = ({ code, args }: Problem): string => (args.variant === undefined ? code : `${code}/${args.variant}`)

const sameRange = (a: Problem['range'], b: Problem['range']): boolean =>
  a.start.offset === b.start.offset && a.end.offset === b.end.offset

/** A problem that is not of the catalogue is given back as it is. */
export function translate(problem: Problem, locale: Locale): Problem {
  const known = id(problem)
  if (!isCatalogueId(known)) return problem
  const told = tell(known, problem.args, locale)
  const further = [...told.labels]
  return {
    ...problem,
    message: told.message,
    help: told.help,
    labels: problem.labels.map((label) => ({
      range: label.range,
      text: (sameRange(label.range, problem.range) ? told.here : further.shift()) ?? label.text,
    })),
    fix: problem.fix && { ...problem.fix, title: told.fix ?? problem.fix.title },
  }
}
