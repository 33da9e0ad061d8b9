/**
 * The few kinds of column that our tables are made of. A kind is a width and an alphabet; what a database calls it
 * stands in `dialects.ts`, how a value is stored and read back stands here, once.
 */

/**
 * `id` 40, `slug` 40, `hash` 64 and `word` 128 characters of ASCII; `name` 255, `key` 512 of any text, compared byte by
 * byte; `text` and `json` unlimited; `time` in milliseconds.
 */
export type ColumnKind = 'id' | 'slug' | 'hash' | 'word' | 'name' | 'key' | 'text' | 'json' | 'time' | 'int' | 'flag'
/** Columns of a row type, all of them. */
export type Columns<Row> = { readonly [Name in keyof Row & string]-?: ColumnKind }
/** What is handed to the database driver. */
export type Stored = string | number | boolean | null

/** @param dialect says how an instant is written */
export const encode = (
  kind: ColumnKind,
  value: unknown,
  dialect: { readonly timeText: (time: Date) => string },
): Stored => {
  if (kind === 'json') return JSON.stringify(value ?? null)
  if (value === null || value === undefined) return null
  if (value instanceof Date) return dialect.timeText(value)
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  throw new TypeError(`A column of kind ${kind} cannot hold a ${typeof value}.`)
}

export const decode = (kind: ColumnKind, stored: unknown): unknown => {
  if (stored === null || stored === undefined) return null
  switch (kind) {
    case 'json':
      return JSON.parse(String(stored))
    case 'time':
      return stored instanceof Date ? stored : new Date(String(stored))
    case 'flag':
      return Boolean(stored)
    case 'int':
      return Number(stored)
    default:
      return stored
  }
}
