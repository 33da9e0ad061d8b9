import { api } from './api.ts'
import { backtest } from './backtest.ts'
import { check } from './check.ts'
import { doctor } from './doctor.ts'
import { explain } from './explain.ts'
import { fmt } from './fmt.ts'
import { importFrom } from './import.ts'
import { keys } from './keys.ts'
import { lsp } from './lsp.ts'
import { migrate } from './migrate.ts'
import { runs } from './runs.ts'
import { send } from './send.ts'
import { simulate } from './simulate.ts'
import { start } from './start.ts'
import { test } from './test.ts'
import type { Verb } from './verb.ts'
import { worker } from './worker.ts'

/** Every verb of the command line, in the order of its help. */
export const verbs: readonly Verb[] = [
  start,
  send,
  runs,
  check,
  explain,
  fmt,
  test,
  simulate,
  backtest,
  importFrom,
  lsp,
  keys,
  doctor,
  migrate,
  api,
  worker,
]
