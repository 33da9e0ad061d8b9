/** `inhibit_rules` as `inhibit` declarations. */
import type { Place } from '../located.ts'
import type { Notes } from '../notes.ts'
import type { Section } from '../section.ts'
import { allHold } from './condition-text.ts'
import { readMatchers } from './route.ts'
import { labelPath } from './rule-text.ts'

export interface InhibitDraft extends Place {
  readonly name: string
  readonly text: string
}

export function draftInhibitions(config: Section, notes: Notes): readonly InhibitDraft[] {
  return config.sections('inhibit_rules', 'inhibit rule').map((node, index) => {
    const side = (name: 'source' | 'target') =>
      // Nothing asked for is true of every alert.
      allHold(readMatchers(node, `${name}_match`, `${name}_match_re`, `${name}_matchers`))?.text ?? 'has alert.id'
    const equal = (node.words('equal') ?? []).map(({ text }) => labelPath(text))
    const name = `inhibit_${index + 1}`
    const text = [
      `inhibit ${name} {`,
      `  source (${side('source')})`,
      `  mutes (${side('target')})`,
      ...(equal.length > 0 ? [`  by ${equal.join(', ')}`] : []),
      '}',
    ].join('\n')
    node.leave(notes, () => 'Alertmanager knows no such member of an inhibit rule.')
    return { name, line: node.line, path: node.path, text }
  })
}
