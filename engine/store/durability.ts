import { QueryTypes } from 'sequelize'
import type { Store } from './contract.ts'
import type { Database } from './database.ts'

/** Asks the database for the settings on which durability hangs (D9); on SQLite both connections are asked. */
export async function durability(database: Database): ReturnType<Store['durability']> {
  const { dialect, sequelize } = database
  const settings: Record<string, string> = {}
  const warnings: string[] = []
  for (const { setting, sql, durable } of dialect.durability) {
    const values = [
      await database.read(async () => firstValue(await sequelize.query(sql, { type: QueryTypes.SELECT }))),
      await database.transaction(async (tx) =>
        firstValue(await sequelize.query(sql, { type: QueryTypes.SELECT, transaction: tx })),
      ),
    ]
    const weak = values.find((value) => !durable.includes(value))
    settings[setting] = weak ?? values[0] ?? ''
    if (weak !== undefined)
      warnings.push(
        `${setting} is ${weak}: an alert that was answered could be lost in a crash. Set it to ${durable[0]}.`,
      )
  }
  return { settings, warnings }
}

const firstValue = (rows: readonly object[]): string => String(Object.values(rows[0] ?? {})[0] ?? '')
