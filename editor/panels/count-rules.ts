import { parse } from '../../dsl/syntax/parse.ts'

/** Rules of the files in force: those that take alerts, and those switched off by `disabled`. */
export function countRules(files: Readonly<Record<string, string>>): { live: number; disabled: number } {
  const rules = Object.entries(files)
    .flatMap(([file, text]) => parse(text, file).declarations)
    .filter((declaration) => declaration.kind === 'rule')
  const disabled = rules.filter(({ items }) => items.some(({ kind }) => kind === 'disabled')).length
  return { live: rules.length - disabled, disabled }
}
