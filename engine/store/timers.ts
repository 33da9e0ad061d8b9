import { Op } from 'sequelize'
import type { Store } from './contract.ts'
import { type Database, sealed } from './database.ts'
import type { TimerRow } from './rows.ts'

/** How long a timer whose work failed waits before it is tried again, so that it does not hold up the others. */
const retryMs = 30_000

export const timerStore = ({ tables, read, write, transaction }: Database): Store['timers'] => ({
  claim: async (now, limit, work) => {
    const due = await read(() =>
      tables.timers.select({ where: { due_at: { [Op.lte]: now } }, order: [['due_at', 'ASC']], limit }),
    )
    const failures: unknown[] = []
    let done = 0
    for (const timer of due) {
      const where = { ...keyOf(timer), due_at: timer.due_at }
      try {
        const taken = await transaction(async (tx) => {
          const mine = await tables.timers.first({ where, tx, lock: 'skip' })
          if (mine === null) return false
          // Removed first: the work may set the same timer anew.
          await tables.timers.remove(where, tx)
          await work(sealed(tx), mine)
          return true
        })
        if (taken) done++
      } catch (error) {
        failures.push(error)
        await write((tx) => tables.timers.update({ due_at: new Date(now.getTime() + retryMs) }, where, tx))
      }
    }
    if (failures.length > 0)
      throw new AggregateError(failures, `${failures.length} of ${due.length} due timers failed.`)
    return done
  },
})

const keyOf = ({ tenant, kind, key }: TimerRow) => ({ tenant, kind, key })
