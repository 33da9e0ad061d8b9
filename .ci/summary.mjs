// Prints the closing line of .ci/run from Vitest's JSON report. Arguments: report, exit code so far, phase it stood in.
import { existsSync, readFileSync } from 'node:fs'

const [path, code, phase] = process.argv.slice(2)
let passed = 0
let failed = 0
let note = ''

if (existsSync(path)) {
  const report = JSON.parse(readFileSync(path, 'utf8'))
  passed = report.numPassedTests
  // A file that does not load has no test in it that could fail.
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  )
  const skipped = report.numPendingTests + report.numTodoTests
  failed = report.numFailedTests + unloaded.length + skipped
  for (const file of unloaded) note += `file failed: ${file.name}: ${(file.message ?? '').split('\n')[0]}\n`
  if (skipped > 0) note += `${skipped} skipped, which counts as failed here\n`
}
if (code !== '0' && failed === 0) {
  failed = 1
  note += `phase "${phase}" failed\n`
}
process.stdout.write(`${note}${passed} passed, ${failed} failed`)
if (failed > 0 || passed === 0) process.exitCode = 1
