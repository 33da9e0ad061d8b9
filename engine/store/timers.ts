import { Op } from 'sequelize'
import type { Store } from './contract.ts'
import { type Database, sealed } from './database.ts'
import { everyTenant } from './scope.ts'

/** How long a timer whose work failed waits before it is tried again, so that it does not hold up the others. */
const retryMs = 30_000

export const timerStore = ({ tables, read, write, transaction }: Database): Store['timers'] => ({
  claim: async (now, limit, work) => {
    // Each is worked on for the tenant that its row names.
    const due = await read(() =>
      tables.timers.select(everyTenant, { where: { due_at: { [Op.lte]: now } }, order: [['due_at', 'ASC']], limit }),
    )
    const failures: unknown[] = []
    let done = 0
    for (const timer of due) {
      const where = { kind: timer.kind, key: timer.key, due_at: timer.due_at }
      try {
        const taken = await transaction(async (tx) => {
          const mine = await tables.timers.first(timer, { where, tx, lock: 'skip' })
          if (mine === null) return false
          // Removed first: the work may set the same timer anew.
          await tables.timers.remove(timer, where, tx)
          await work(sealed(tx), mine)
          return true
        })
        if (taken) done++
      } catch (error) {
        failures.push(error)
        await write((tx) => tables.timers.update(timer, { due_at: new Date(now.getTime() + retryMs) }, where, tx))
      }
    }
    if (failures.length > 0)
      throw new AggregateError(failures, `${failures.length} of ${due.length} due timers failed.`)
    return done
  },
})
