import { type Finding, fine, problem, warning } from './findings.ts'
import { request, type ServerOptions, serverUrl } from './server.ts'
import { VerbFailed } from './verb.ts'

const parts = ['db', 'temporal', 'redis'] as const
const remedies: Readonly<Record<(typeof parts)[number], string>> = {
  db: 'See that the server of DATABASE_URL runs and takes its user.',
  temporal: 'Alerts are kept and runs start when it is back: see TEMPORAL_ADDRESS, or DATA/temporal.log.',
  redis: 'See that the server of REDIS_URL runs; Tocsin works without it.',
}

/** What the running server says about itself: health, and the metrics that mean a fault. */
export async function inspectServer(options: ServerOptions): Promise<readonly Finding[]> {
  let health: Response
  try {
    health = await request(options, 'GET', '/health')
  } catch (error) {
    if (!(error instanceof VerbFailed)) throw error
    return [problem('server', error.message, `${error.next[0]?.toUpperCase()}${error.next.slice(1)}`)]
  }
  const { status } = (await health.json()) as { status?: string }
  const findings: Finding[] = [
    status === 'ok'
      ? fine('server', `${serverUrl(options)} is ok`)
      : warning('server', `${serverUrl(options)} is ${status ?? `answering ${health.status}`}`, 'See the lines below.'),
  ]
  for (const part of parts) {
    const reply = await request(options, 'GET', `/health/${part}`)
    const body = (await reply.json().catch(() => ({}))) as { status?: string; warnings?: readonly string[] }
    for (const text of body.warnings ?? [])
      findings.push(warning(part, text, 'Set it in the database, then start Tocsin again: it reads it at the start.'))
    if (reply.ok) findings.push(fine(part, body.status ?? 'ok'))
    else findings.push(problem(part, `${body.status ?? 'down'} (${reply.status})`, remedies[part]))
  }
  return [...findings, ...(await inspectMetrics(options))]
}

/** Metrics that stay 0 while Tocsin works as it should. */
const faults = [
  {
    name: 'tocsin_match_audit_disagreements_total',
    about: 'audit',
    remedy: 'Two ways of deciding a condition differ: please report the log line "audit disagreement" with its rule.',
  },
  {
    name: 'tocsin_outbox_rerouted_total',
    about: 'runs',
    remedy: 'Alerts met a closed run and were given to a new one: nothing is lost, but please report it.',
  },
  {
    name: 'tocsin_reconciler_restarted_total',
    about: 'runs',
    remedy:
      'Temporal had lost runs and they were started again: was its database deleted, or TEMPORAL_NAMESPACE changed?',
  },
  {
    name: 'tocsin_stranded_runs',
    about: 'runs',
    remedy:
      'They wait on a task queue where no worker is. Set TEMPORAL_TASK_QUEUE back to it, or start a worker on it until they end.',
  },
] as const

async function inspectMetrics(options: ServerOptions): Promise<readonly Finding[]> {
  const reply = await request(options, 'GET', '/metrics')
  if (!reply.ok) return [warning('audit', `/metrics answered ${reply.status}`, 'Give a key with scope read (--key).')]
  const lines = (await reply.text()).split('\n')
  return faults.map(({ name, about, remedy }) => {
    const samples = lines.filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`))
    const count = samples.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
    // A metric with labels has no sample until there is something to count, but always its type.
    const isKnown = samples.length > 0 || lines.some((line) => line.startsWith(`# TYPE ${name} `))
    if (!isKnown)
      return warning(
        about,
        `the server reports no metric ${name}`,
        'Where API and worker run apart, ask the worker too: --url with its TOCSIN_WORKER_PORT.',
      )
    return count === 0 ? fine(about, `${name} is 0`) : problem(about, `${name} is ${count}${labels(samples)}`, remedy)
  })
}

/** What the samples count, as Prometheus writes it: ` {task_queue="old"}`. */
const labels = (samples: readonly string[]): string => {
  const found = samples.flatMap((sample) => /\{.*\}/.exec(sample)?.[0] ?? [])
  return found.length > 0 ? ` ${found.join(' ')}` : ''
}
