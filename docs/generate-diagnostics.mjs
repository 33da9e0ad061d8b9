// Joins docs/codes/*.md to docs/diagnostics.md. Plain JavaScript, so that any Node runs it. `--print` shows it only.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

const folder = new URL('codes/', import.meta.url)
const pages = readdirSync(folder)
  .filter((name) => /^[EWS]\d{3}\.md$/u.test(name))
  .sort()
  .map((name) => readFileSync(new URL(name, folder), 'utf8'))

const row = (page) => {
  const [, code, title] = /^# (\w+): (.+)$/mu.exec(page) ?? []
  return `| [${code}](#${code.toLowerCase()}) | ${title} |`
}
const section = (page) =>
  page
    .replace(/^# (\w+): (.+)$/mu, '## $1\n\n**$2.**')
    .replace(/^## (Wrong|Right)$/gmu, '$1:')
    .trimEnd()

const text = `# Problem codes

<!-- Made from docs/codes by \`npm run generate\`. Change the pages there instead. -->

What \`tocsin check\`, the log, the editor and \`GET /api/v1/rules\` tell about rule files. E and S are errors, W and S602 are
warnings; a file with an error is not loaded, \`check --strict\` counts warnings as errors too. One error is told of each
statement, and none that only follows from another. \`tocsin explain E401\` shows a page of these in the terminal; problems are
told in English or Chinese: \`--lang zh\`, or \`TOCSIN_LANG\`.

In the examples \`@payments\`, the connection \`slack\` and the remediation \`restart_service\` are configured.

| code | about |
|---|---|
${pages.map(row).join('\n')}

${pages.map(section).join('\n\n')}
`

if (process.argv.includes('--print')) process.stdout.write(text)
else writeFileSync(new URL('diagnostics.md', import.meta.url), text)
