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

  /** What writes them, once. Changed rows first: one may give up a unique key that a new one takes. */
  takeWrites(table: Table<Row>): string[] {
    const rows = (ids: ReadonlySet<string>) => [...ids].flatMap((id) => this.#rows.get(id) ?? [])
    const statements = [...table.putText(rows(this.#changed)), ...table.insertText(rows(this.#made))]
    this.#changed.clear()
    this.#made.clear()
    return statements
  }
}
