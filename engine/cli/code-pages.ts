/** The long forms of problem codes: one file a code in `docs/codes`, read when they are asked for. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locale } from '../../dsl/model/catalogue/index.ts'
import { projectRoot } from '../config-launcher.ts'

export interface CodePage {
  readonly code: string
  readonly title: Readonly<Record<Locale, string>>
  readonly meaning: Readonly<Record<Locale, string>>
  /** Null for codes that are not about the text of a rule file. */
  readonly wrong: string | null
  readonly right: string | null
}

/** What the examples take as configured, so that they can be checked without a server. */
export const exampleNames = {
  handles: ['payments'],
  connections: { slack: 'slack' },
  remediations: { restart_service: ['service_name', 'server'] },
  labels: ['service', 'host'],
  idleRules: ['Old disk alarm'],
} as const

const folder = join(projectRoot, 'docs/codes')
const form = /^# (\w+): (.+)\n\n([\s\S]+?)\n\n> \*\*(.+?)。\*\* (.+)\n/u

/** @throws {Error} naming the file when it does not have the form of the others */
export function parseCodePage(file: string, text: string): CodePage {
  const [, code, title, meaning, titleZh, meaningZh] = form.exec(text) ?? []
  if (!code || !title || !meaning || !titleZh || !meaningZh)
    throw new Error(`${file} does not read as a page of a code`)
  const example = (heading: string): string | null =>
    new RegExp(`^## ${heading}\n\n\`\`\`rule\n([\\s\\S]*?)^\`\`\`$`, 'mu').exec(text)?.[1] ?? null
  return {
    code,
    title: { en: title, zh: titleZh },
    meaning: { en: meaning, zh: meaningZh },
    wrong: example('Wrong'),
    right: example('Right'),
  }
}

/** All pages, by code. */
export const codePages = (): readonly CodePage[] =>
  readdirSync(folder)
    .filter((name) => /^[EWS]\d{3}\.md$/u.test(name))
    .sort()
    .map((name) => parseCodePage(name, readFileSync(join(folder, name), 'utf8')))
