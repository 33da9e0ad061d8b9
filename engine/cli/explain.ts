import { type Command, Option } from 'commander'
import { colors } from './colours.ts'
import type { Locale } from '../../dsl/model/catalogue/index.ts'
import { nearest } from '../../dsl/model/nearest.ts'
import { localeOf } from '../config-locale.ts'
import { commandLine } from '../config-command.ts'
import type { CodePage } from './code-pages.ts'
import { print, printJson } from './print.ts'
import { type Verb, VerbFailed } from './verb.ts'

interface ExplainOptions {
  readonly lang?: string
  readonly json?: boolean
}

const words: Readonly<Record<'wrong' | 'told' | 'right', Readonly<Record<Locale, string>>>> = {
  wrong: { en: 'Wrong', zh: '错误示例' },
  told: { en: 'What check says of it', zh: 'check 的输出' },
  right: { en: 'Right', zh: '正确示例' },
}

/** The flag by which a verb tells problems in another language. */
export const inLanguage = (command: Command): Command =>
  command.addOption(
    new Option('--lang <language>', 'language of the problems; else TOCSIN_LANG, else that of the terminal').choices([
      'en',
      'zh',
    ]),
  )

/** Tells what a code of `check` means. */
export const explain: Verb = {
  name: 'explain',
  summary: 'what a problem code means, with an example and how to mend it; without a code, all of them',
  setUp: (command) => {
    inLanguage(command.argument('[code]', 'a code such as E401'))
      .option('--json', 'print the answer as one JSON object')
      .action(run)
  },
}

async function run(asked: string | undefined, options: ExplainOptions): Promise<void> {
  const locale = localeOf(options.lang ?? null)
  const { codePages } = await import('./code-pages.ts')
  const pages = codePages()
  if (asked === undefined) {
    if (options.json) return printJson({ codes: pages.map(({ code, title }) => ({ code, title: title[locale] })) })
    for (const { code, title } of pages) print(`${colors.bold(code)}  ${title[locale]}`)
    return
  }
  const page = pages.find(({ code }) => code === asked.toUpperCase())
  if (!page) {
    const near = meant(
      asked.toUpperCase(),
      pages.map(({ code }) => code),
    )
    throw new VerbFailed(
      `there is no problem code ${asked}`,
      `${near ? `Did you mean ${near}? ` : ''}\`${commandLine('explain')}\` lists them all.`,
    )
  }
  if (options.json) return printJson({ ...page, title: page.title[locale], meaning: page.meaning[locale] })
  await tell(page, locale)
}

/** The number is what people remember: before a slip in it, another letter before it. */
const meant = (asked: string, codes: readonly string[]): string | null =>
  codes.find((code) => /^\D\d{3}$/u.test(asked) && code.slice(1) === asked.slice(1)) ?? nearest(asked, codes)

async function tell({ code, title, meaning, wrong, right }: CodePage, locale: Locale): Promise<void> {
  const head = (text: string) => print(`\n${colors.bold(text)}\n`)
  print(colors.bold(`${code}: ${title[locale]}`))
  print(`\n${meaning[locale]}`)
  if (wrong !== null) {
    head(words.wrong[locale])
    print(indented(wrong))
    head(words.told[locale])
    const { reportExample } = await import('./report-example.ts')
    reportExample(wrong, locale)
  }
  if (right === null) return
  head(words.right[locale])
  print(indented(right))
}

const indented = (text: string): string => text.trimEnd().replace(/^(?=.)/gmu, '  ')
