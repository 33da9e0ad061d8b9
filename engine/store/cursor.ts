/** Cursors of lists that run from new to old: the last row's time and id, opaque to callers. */
import { Op } from 'sequelize'
import type { Page, PageQuery } from './contract.ts'
import type { Scope } from './scope.ts'
import type { Table, Where } from './table.ts'

/** The cursor was not made by us. Answered 422. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor'
  constructor() {
    super('The cursor is not one that a list answered; leave it out to start from the newest.')
  }
}

const pageLimit = (query: PageQuery): number => Math.min(200, Math.max(1, query.limit ?? 50))

/**
 * One page of the rows that fit `where`, from new to old.
 * @param time the column that says how new a row is
 * @param most characters as JSON, beyond which a page ends before its limit; it has one row at least
 * @throws {InvalidCursor}
 */
export async function newestFirst<Time extends string, Row extends { id: string } & { [Name in Time]: Date }>(
  scope: Scope,
  table: Table<Row>,
  time: Time,
  query: PageQuery,
  where: Where,
  most = Number.POSITIVE_INFINITY,
): Promise<Page<Row>> {
  const limit = pageLimit(query)
  const rows = await table.select(scope, {
    // Both kinds of `where` may hold an OR of their own.
    where: { [Op.and]: [behind(query.cursor, time), where] },
    order: [
      [time, 'DESC'],
      ['id', 'DESC'],
    ],
    limit: limit + 1,
  })
  return page(rows, Math.min(limit, fitting(rows, most)), (row) => row[time])
}

/** The rows behind the cursor; an index on (…, `time`, id) answers it without reading what lies before. */
function behind(cursor: string | undefined, time: string): Where {
  if (cursor === undefined) return {}
  const [at, id] = parse(cursor)
  return { [time]: { [Op.lte]: at }, [Op.or]: [{ [time]: { [Op.lt]: at } }, { id: { [Op.lt]: id } }] }
}

/** How many of the rows have room together, the first one in any case. */
function fitting(rows: readonly object[], most: number): number {
  if (most === Number.POSITIVE_INFINITY) return rows.length
  let left = most
  const beyond = rows.findIndex((row) => {
    left -= JSON.stringify(row).length
    return left < 0
  })
  return beyond === -1 ? rows.length : Math.max(1, beyond)
}

/** @param rows one more than the page holds, when there are more */
function page<Row extends { id: string }>(rows: readonly Row[], limit: number, time: (row: Row) => Date): Page<Row> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const more = rows.length > limit && last !== undefined
  return { items, next_cursor: more ? format(time(last), last.id) : null }
}

const format = (at: Date, id: string): string => Buffer.from(`${at.getTime()} ${id}`).toString('base64url')

function parse(cursor: string): readonly [Date, string] {
  const found = /^(\d{1,15}) ([a-z]+_[0-9a-f]{32})$/.exec(Buffer.from(cursor, 'base64url').toString())
  if (found?.[1] === undefined || found[2] === undefined) throw new InvalidCursor()
  return [new Date(Number(found[1])), found[2]]
}
