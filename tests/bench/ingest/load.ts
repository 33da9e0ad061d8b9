import autocannon from 'autocannon'

export interface Load {
  readonly rps: number
  readonly p50_ms: number
  readonly p99_ms: number
}

/** A new alert with every request: `[<id>]` is replaced by autocannon. About 400 bytes. */
const alert = {
  source: 'bench',
  title: 'CPU of [<id>] is high',
  severity: 'warning',
  name: 'CpuHigh',
  labels: { host: 'host-[<id>]', env: 'prod', service: 'checkout', region: 'eu-west-1' },
  tags: ['cpu', 'bench'],
  metadata: { runbook: 'https://runbooks.example/cpu', threshold: 90, window: '5m' },
  description: 'The five-minute average of the CPU stands above the threshold of ninety percent on this host.',
}

/**
 * Posts unique alerts in a closed loop.
 * @param connections requests in flight
 * @param seconds of the counted part; one second of warm-up runs before it
 * @throws when any answer was not 2xx or a connection failed
 */
export async function load(url: string, connections: number, seconds: number): Promise<Load> {
  const shoot = (duration: number) =>
    autocannon({
      url,
      connections,
      duration,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(alert),
      idReplacement: true,
    })
  await shoot(1)
  const result = await shoot(seconds)
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} answers were not 2xx, ${result.errors} connections failed`)
  return { rps: result['2xx'] / result.duration, p50_ms: result.latency.p50, p99_ms: result.latency.p99 }
}
