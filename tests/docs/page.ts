/** What tests read from a page of `docs/`: fenced blocks and tables. */
import { readFileSync } from 'node:fs'

export interface FencedBlock {
  readonly language: string
  /** Words behind the language: `not-executed`, a file name. */
  readonly info: string
  readonly text: string
  /** Line on which its text begins, from 1. */
  readonly line: number
}

/** @param name of a file in `docs/` */
export const readPage = (name: string): string => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8')

/** In the order of the page. */
export const allBlocks = (page: string): readonly FencedBlock[] =>
  [...page.matchAll(/^```(\S+) ?(.*)\n([\s\S]*?)^```$/gmu)].map(
    ({ index, 1: language = '', 2: info = '', 3: text = '' }) => ({
      language,
      info,
      text,
      line: page.slice(0, index).split('\n').length + 1,
    }),
  )

export const blocksOf = (page: string, language: string): readonly FencedBlock[] =>
  allBlocks(page).filter((block) => block.language === language)

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
