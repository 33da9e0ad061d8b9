import { Agent, request } from 'node:http'
import { median } from '../result.ts'

/** Median time of a request that comes alone, on a connection kept open, in ms. The first 50 of 550 are not counted. */
export async function lone(url: string): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const times: number[] = []
  for (let nth = 0; nth < 550; nth++) {
    const body = JSON.stringify({ source: 'bench', title: `Alone ${nth}`, severity: 'info', ...rest })
    const from = performance.now()
    await post(url, body, agent)
    if (nth >= 50) times.push(performance.now() - from)
  }
  agent.destroy()
  return median(times)
}

const rest = { name: 'Alone', description: '', tags: [], labels: {}, metadata: {} }

function post(url: string, body: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const out = request(url, { method: 'POST', agent, headers: { 'content-type': 'application/json' } }, (reply) => {
      reply.resume().once('end', () => {
        if (reply.statusCode === 200 || reply.statusCode === 201) resolve()
        else reject(new Error(`${url} answered ${reply.statusCode}`))
      })
    })
    out.once('error', reject)
    out.end(body)
  })
}
