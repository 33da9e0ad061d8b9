import type { Transaction } from 'sequelize'
import type { Table } from '../store/table.ts'

/** Rows of one table by id, and which of them are to be written. Rows are replaced, never changed in place. */
export class Tracked<Row extends { readonly id: string }> {
  readonly #rows = new Map<string, Row>()
  readonly #made = new Set<string>()
  readonly #changed = new Set<string>()

  get(id: string): Row | undefined {
    return this.#rows.get(id)
  }

  all(): Iterable<Row> {
    return this.#rows.values()
  }

  /** A row as the database has it. */
  loaded(row: Row): void {
    if (!this.#rows.has(row.id)) this.#rows.set(row.id, row)
  }

  add(row: Row): Row {
    this.#rows.set(row.id, row)
    this.#made.add(row.id)
    return row
  }

  change(row: Row, change: Partial<Row>): Row {
    const changed = { ...row, ...change }
    this.#rows.set(row.id, changed)
    if (!this.#made.has(row.id)) this.#changed.add(row.id)
    return changed
  }

  /** Changed rows first: one may give up a unique key that a new one takes. */
  async save(table: Table<Row>, tx: Transaction): Promise<void> {
    const rows = (ids: ReadonlySet<string>) => [...ids].flatMap((id) => this.#rows.get(id) ?? [])
    await table.put(rows(this.#changed), tx)
    await table.insert(rows(this.#made), tx)
    this.#changed.clear()
    this.#made.clear()
  }
}
