import { describe, expect, test } from 'vitest'
import { InvalidDatabaseUrl, parseDatabaseUrl } from '../../../engine/store/url.ts'

describe('DATABASE_URL', () => {
  test.each([
    ['sqlite:/var/lib/tocsin.db', '/var/lib/tocsin.db'],
    ['sqlite:///var/lib/tocsin.db', '/var/lib/tocsin.db'],
    ['sqlite:data/tocsin.db', `${process.cwd()}/data/tocsin.db`],
  ])('%s is a file', (text, path) => {
    expect(parseDatabaseUrl(text)).toEqual({ dialect: 'sqlite', path })
  })

  test.each([
    ['mysql://app:p%40ss@db:3307/tocsin', 'mariadb', 3307],
    ['mariadb://app:p%40ss@db/tocsin', 'mariadb', 3306],
    ['postgres://app:p%40ss@db/tocsin', 'postgres', 5432],
    ['postgresql://app:p%40ss@db:6543/tocsin', 'postgres', 6543],
  ])('%s is a server', (text, dialect, port) => {
    expect(parseDatabaseUrl(text)).toEqual({
      dialect,
      host: 'db',
      port,
      user: 'app',
      password: 'p@ss',
      database: 'tocsin',
      options: {},
    })
  })

  test.each([
    ['', /DATABASE_URL is not a database address/],
    ['oracle://db/tocsin', /"oracle:", which is unknown/],
    ['sqlite:', /names no SQLite file/],
    ['sqlite::memory:', /needs a file/],
    ['sqlite://host/tocsin.db', /write sqlite:\/\/\/PATH/],
    ['postgres://app:secret@db', /must end in one database name/],
    ['mysql://app:secret@db/a/b', /must end in one database name/],
    ['postgres://u:secret%CR@db/tocsin', /The password in DATABASE_URL.*%25/],
    ['postgres://u%:secret@db/tocsin', /The user in DATABASE_URL/],
    ['postgres://u:secret@db/toc%sin', /The database name in DATABASE_URL/],
  ])('%j is refused with the remedy', (text, message) => {
    expect(() => parseDatabaseUrl(text)).toThrow(InvalidDatabaseUrl)
    expect(() => parseDatabaseUrl(text)).toThrow(message)
  })

  test('a password never stands in the message', () => {
    for (const text of ['postgres://app:secret@db', 'postgres://app:secret%CR@db/tocsin']) {
      const thrown = (() => {
        try {
          return parseDatabaseUrl(text)
        } catch (error) {
          return error
        }
      })()
      expect(thrown).toBeInstanceOf(InvalidDatabaseUrl)
      expect(String(thrown)).not.toContain('secret')
    }
  })
})
