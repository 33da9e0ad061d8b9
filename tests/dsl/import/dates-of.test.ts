import { expect, test } from 'vitest'
import { datesOf } from '../../../dsl/import/alertmanager/dates-of.ts'

test.each<[years: string[], months: string[], days: string[], dates: string[] | null]>([
  [['2026'], ['december'], ['24:26'], ['2026-12-24', '2026-12-25', '2026-12-26']],
  [['2027'], ['7', '8'], ['1:2'], ['2027-07-01', '2027-07-02', '2027-08-01', '2027-08-02']],
  [['2028'], ['February'], ['-2:-1'], ['2028-02-28', '2028-02-29']],
  [['2027'], ['2:3'], ['28:31'], ['2027-02-28', '2027-03-28', '2027-03-29', '2027-03-30', '2027-03-31']],
  [['2026:2027'], ['1'], ['1'], ['2026-01-01', '2027-01-01']],
  // Each year, each day, and what is no date.
  [[], ['december'], ['24'], null],
  [['2026'], ['december'], [], null],
  [['2026'], ['decembre'], ['24'], null],
  [['2026'], ['13'], ['24'], null],
  [['2026'], ['february'], ['30:31'], null],
  [['2026:9999999'], ['1'], ['1'], null],
  [['1:9999'], [], ['1:31'], null],
])('%j %j %j', (years, months, days_of_month, dates) =>
  expect(datesOf({ years, months, days_of_month })).toEqual(dates),
)
