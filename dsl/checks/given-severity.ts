/** E305: the severity that a test gives its alert: an unknown one would only fail when the test is run. */
import { isSeverity, severities } from '../model/severity.ts'
import type { TestItem } from '../syntax/ast.ts'
import { plainText } from './file-set.ts'
import { severityMeantBy } from './foreign-severities.ts'
import { suggest } from './names.ts'
import type { Check } from './place.ts'

export const givenSeverityIsOne: Check<TestItem> = (item, place, accept) => {
  if (item.kind !== 'given') return
  for (const { key, value } of item.map.entries) {
    if (key !== 'severity') continue
    const isWord = value.kind === 'ref'
    const name = isWord ? value.name : plainText(value)
    if (name === null || isSeverity(name)) continue
    const { files, parsed } = place
    if (isWord && (files.seen(parsed, name).length > 0 || files.isIncomplete(parsed))) continue
    const written = (word: string) => (isWord ? word : `"${word}"`)
    const id = isWord ? 'E305/word' : 'E305'
    const meant = severityMeantBy(name)
    if (meant === null) suggest(id, value.at, { name }, severities, accept, written)
    else {
      const near = written(meant)
      accept({ id, at: value.at, args: { name, near }, fix: { edits: [{ at: value.at, text: near }], safe: false } })
    }
  }
}
