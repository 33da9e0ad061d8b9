import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, startChild } from './child.ts'
import { until } from './until.ts'

/** Debian's real Alertmanager with one receiver, a webhook; groups by alertname and service, waits 200 ms. */
export const startAlertmanager = (webhook: string) =>
  runAlertmanager(`route:
  receiver: tocsin
  group_by: [alertname, service]
  group_wait: 200ms
  group_interval: 1s
  repeat_interval: 1s
receivers:
  - name: tocsin
    webhook_configs:
      - url: ${webhook}
        send_resolved: true
`)

/** Debian's real Alertmanager on this configuration. */
export async function runAlertmanager(configuration: string) {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-alertmanager-'))
  const port = await freePort()
  await writeFile(join(folder, 'alertmanager.yml'), configuration)
  const child = startChild('prometheus-alertmanager', [
    `--config.file=${join(folder, 'alertmanager.yml')}`,
    `--storage.path=${join(folder, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--cluster.listen-address=',
  ])
  const url = `http://127.0.0.1:${port}`
  await until('Alertmanager is ready', async () => ((await fetch(`${url}/-/ready`)).ok ? true : undefined)).catch(
    (cause) => {
      throw new Error(`Alertmanager did not start:\n${child.output()}`, { cause })
    },
  )
  return {
    url,
    /** Hands alerts to it as a Prometheus does. */
    async post(
      alerts: readonly {
        labels: Record<string, string>
        annotations?: Record<string, string>
        startsAt?: string
        endsAt?: string
      }[],
    ): Promise<void> {
      const reply = await fetch(`${url}/api/v2/alerts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(alerts),
      })
      if (!reply.ok) throw new Error(`Alertmanager answered ${reply.status}: ${await reply.text()}`)
    },
    async stop(): Promise<void> {
      await child.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
