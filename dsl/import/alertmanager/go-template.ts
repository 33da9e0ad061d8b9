/** Go's templates in settings of receivers, as far as a text of the language can say the same. */
import { labelPath, quoted } from './rule-text.ts'

const hole = /\{\{[\s\S]*?\}\}/gu

export const isTemplate = (text: string): boolean => text.includes('{{')

/** The items of a list with commas, of which those inside a hole separate nothing. */
export const commaItems = (text: string): readonly string[] => text.match(/(?:\{\{[\s\S]*?\}\}|[^,])+/gu) ?? []

/**
 * A text in quotes that becomes what the template becomes: a hole for a label that the alerts have in common is one for the
 * label. Ours reads the lead alert, also where the alerts differ and Alertmanager's is empty.
 * @returns null where the template says anything else
 */
export function templateText(template: string): string | null {
  const holes = [...template.matchAll(hole)].map(([found]) => labelOf(found))
  const between = template.split(hole)
  if (holes.some((label) => label === null) || between.some(isTemplate)) return null
  const inner = between.map((text, index) => {
    const label = holes[index]
    return quoted(text).slice(1, -1) + (label ? `{{${labelPath(label)}}}` : '')
  })
  return `"${inner.join('')}"`
}

const labelOf = (text: string): string | null =>
  /^\{\{-?\s*\.(?:CommonLabels|GroupLabels)\.([a-zA-Z_]\w*)\s*-?\}\}$/u.exec(text)?.[1] ?? null
