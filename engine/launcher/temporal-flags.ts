import { searchAttributeNames } from '../../dsl/model/search-attributes.ts'

/**
 * Measured on the dev server: its default of 20 polls a second per shard, with one shard, makes 100 ms of every step.
 * One partition and eager activities raise the peak rate. Values are JSON.
 */
const dynamicConfig = {
  'history.transferProcessorMaxPollRPS': '200',
  'history.timerProcessorMaxPollRPS': '200',
  'history.visibilityProcessorMaxPollRPS': '200',
  'matching.numTaskqueueReadPartitions': '1',
  'matching.numTaskqueueWritePartitions': '1',
  'system.enableActivityEagerExecution': 'true',
  'system.forceSearchAttributesCacheRefreshOnRead': 'false',
}

export interface ServerPlace {
  readonly port: number
  readonly uiPort: number
  readonly httpPort: number
  readonly metricsPort: number
  readonly namespace: string
  readonly databaseFile: string
}

/** The command line of the embedded Temporal server. */
export function temporalFlags(place: ServerPlace): readonly string[] {
  const repeated = (flag: string, values: readonly string[]) => values.flatMap((value) => [flag, value])
  return [
    'server',
    'start-dev',
    ...['--ip', '127.0.0.1', '--port', String(place.port), '--ui-port', String(place.uiPort)],
    ...['--http-port', String(place.httpPort), '--metrics-port', String(place.metricsPort)],
    ...['--db-filename', place.databaseFile, '--namespace', place.namespace, '--log-level', 'warn'],
    ...repeated('--sqlite-pragma', ['journal_mode=WAL', 'synchronous=1']),
    ...repeated(
      '--search-attribute',
      Object.values(searchAttributeNames).map((name) => `${name}=Keyword`),
    ),
    ...repeated(
      '--dynamic-config-value',
      Object.entries(dynamicConfig).map(([name, value]) => `${name}=${value}`),
    ),
  ]
}
