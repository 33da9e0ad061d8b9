/** What tests read from a page of `docs/`: fenced blocks and tables. */
import { readFileSync } from 'node:fs'

export interface FencedBlock {
  /** Words behind the language: `not-executed`, a file name. */
  readonly info: string
  readonly text: string
  /** Line on which its text begins, from 1. */
  readonly line: number
}

/** @param name of a file in `docs/` */
export const readPage = (name: string): string => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8')

export function blocksOf(page: string, language: string): readonly FencedBlock[] {
  const found: FencedBlock[] = []
  for (const match of page.matchAll(/^```(\S+) ?(.*)\n([\s\S]*?)^```$/gmu)) {
    const [, own, info = '', text = ''] = match
    if (own === language) found.push({ info, text, line: page.slice(0, match.index).split('\n').length + 1 })
  }
  return found
}

/** Rows of the table whose heading row begins with this cell, without the heading; cells trimmed, `\|` read as `|`. */
export function tableOf(page: string, firstHeading: string): readonly (readonly string[])[] {
  const lines = page.split('\n')
  const start = lines.findIndex((line) => line.startsWith(`| ${firstHeading} |`))
  if (start < 0) throw new Error(`The page has no table whose first column is "${firstHeading}".`)
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'))
  return lines.slice(start + 2, end).map((line) =>
    line
      .slice(1, -1)
      .split(/(?<!\\)\|/u)
      .map((cell) => cell.trim().replaceAll('\\|', '|')),
  )
}

/** The words between backticks. */
export const codeIn = (cell: string): readonly string[] =>
  [...cell.matchAll(/`([^`]+)`/gu)].map(([, word = '']) => word)
