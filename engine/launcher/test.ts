/**
 * `npm test`: finds or makes the Temporal server that the tests run, then runs every test. Arguments go to Vitest
 * (`npm test -- tests/dsl`). Leaves the result as JSON in .tocsin/test-report.json.
 */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { childEnvironment, launcherConfig, projectRoot } from '../config-launcher.ts'
import { tellFailure } from './cannot-start.ts'
import { findTemporal } from './temporal-binary.ts'

const report = (line: string) => process.stderr.write(`${line}\n`)

async function prepare(): Promise<string> {
  const binary = await findTemporal(launcherConfig(), report)
  report(`Tests run Temporal ${binary.server} (from ${binary.origin}).`)
  return binary.path
}

function runVitest(temporal: string): void {
  const vitest = join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs')
  const output = join(projectRoot, '.tocsin', 'test-report.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${output}`, ...process.argv.slice(2)]
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', vitest, ...args], {
    cwd: projectRoot,
    stdio: 'inherit',
    env: childEnvironment({ TOCSIN_TEMPORAL_BIN: temporal, TOCSIN_LAUNCHED: null }),
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  process.on('disconnect', () => child.kill('SIGTERM'))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)))
}

try {
  runVitest(await prepare())
} catch (error) {
  report(tellFailure(error))
  process.exit(1)
}
