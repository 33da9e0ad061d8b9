import type { Columns } from '../columns.ts'

/** What one file says of its table. */
export interface TableSpec<Row extends object> {
  readonly name: string
  readonly keys: readonly (keyof Row & string)[]
  readonly columns: Columns<Row>
}
