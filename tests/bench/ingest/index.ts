import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withPeer } from '../peer-process.ts'
import { type Benchmark, type Figures, median } from '../result.ts'
import { type BenchDatabase, databases } from './databases.ts'
import { type Load, load } from './load.ts'
import { lone } from './lone.ts'

const repetitions = 3
const seconds = 4
const connections = 64

/**
 * Alerts by `POST /api/v1/alerts` until they are durable, beside one INSERT per request on the same database and bare
 * Hono, which stores nothing. The three take turns inside each repetition, because the machine's speed drifts.
 */
export const ingest: Benchmark = async (say) => {
  const figures: Figures = { connections, repetitions }
  const ratios: Figures = {}
  for (const database of await databases(say)) {
    const rounds: Round[] = []
    for (let nth = 1; nth <= repetitions; nth++) {
      const round = await oneRound(database)
      if (nth === 1) say(`${database.name} as ours runs on it: ${round.durability}`)
      rounds.push(round)
      say(
        `${database.name} ${nth}/${repetitions}: tocsin ${Math.round(round.ours.rps)}/s, one insert per request ` +
          `${Math.round(round.oneInsert.rps)}/s, bare Hono ${Math.round(round.hono.rps)}/s, alone ${round.lone.toFixed(2)} ms`,
      )
    }
    const middle = (pick: (round: Round) => number) => median(rounds.map(pick))
    const name = database.name
    figures[`${name}_rps`] = middle((round) => round.ours.rps)
    figures[`${name}_p50_ms`] = middle((round) => round.ours.p50_ms)
    figures[`${name}_p99_ms`] = middle((round) => round.ours.p99_ms)
    figures[`${name}_lone_p50_ms`] = middle((round) => round.lone)
    figures[`${name}_one_insert_rps`] = middle((round) => round.oneInsert.rps)
    figures[`${name}_one_insert_p99_ms`] = middle((round) => round.oneInsert.p99_ms)
    figures[`${name}_hono_rps`] = middle((round) => round.hono.rps)
    ratios[`${name}_vs_one_insert_per_request`] = middle((round) => round.ours.rps / round.oneInsert.rps)
    ratios[`${name}_vs_bare_hono`] = middle((round) => round.ours.rps / round.hono.rps)
  }
  return { figures, ratios }
}

interface Round {
  readonly ours: Load
  readonly oneInsert: Load
  readonly hono: Load
  readonly lone: number
  /** Settings of D9 as our server reads them from its open connections. */
  readonly durability: string
}

/** Each server alone on the machine, with an empty database of its own. */
async function oneRound(database: BenchDatabase): Promise<Round> {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-bench-'))
  const peer = (file: string) => join(import.meta.dirname, file)
  try {
    const ours = await database.use(folder, 'ours', (url) =>
      withPeer(peer('tocsin.server.ts'), { DATABASE_URL: url, TOCSIN_DATA_DIR: folder }, async (base) => {
        const health = await fetch(`${base}/health/db`)
        const durability = `${health.status} ${await health.text()}`
        const alone = await lone(`${base}/api/v1/alerts`)
        return { alone, durability, loaded: await load(`${base}/api/v1/alerts`, connections, seconds) }
      }),
    )
    const oneInsert = await database.use(folder, 'peer', (url) =>
      withPeer(peer('one-insert.peer.ts'), { DATABASE_URL: url }, (base) =>
        load(`${base}/api/v1/alerts`, connections, seconds),
      ),
    )
    const hono = await withPeer(peer('hono.peer.ts'), {}, (base) => load(`${base}/api/v1/alerts`, connections, seconds))
    return { ours: ours.loaded, oneInsert, hono, lone: ours.alone, durability: ours.durability }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
