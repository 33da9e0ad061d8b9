/** Parameters of playbooks: their types, defaults, and what a call gives them. */
import { describe, test } from 'vitest'
import { paramTypes } from '../../../dsl/model/param-types.ts'
import { doing, expectFinding, type Row } from './found.ts'

const taking = (params: string, args: string) => `playbook p(${params}) { } ${doing(`call p(${args})`)}`

describe('types of parameters', () => {
  test.each<Row>([
    ['playbook p(a: «strng») { }', 'E230', /did you mean `string`/],
    ['playbook p(a: «text») { }', 'E230', /did you mean `string`\? the types are string, number/],
    ['playbook p(a: «Boolean») { }', 'E230', /`bool`/],
    ['playbook p(a: «banana») { }', 'E230', /^the types are string, number, .* bool/],
    ['playbook p(a: «toString») { }', 'E230'],
    // Each parameter is told of.
    ['playbook p(a: number = «"x"», b: string) { }', 'E231'],
    ...paramTypes.map((type): Row => [`playbook p(a: ${type}) { }`, null]),
  ])('%s', expectFinding)
})

describe('defaults', () => {
  test.each<Row>([
    ['playbook p(n: number = 2, s: string = "x", p: percent = 5%, d: duration = 5m, z: size = 1GiB) { }', null],
    ['playbook p(t: time = 2026-01-01, v: severity = high, l: list = [], m: map = { }, b: bool = true) { }', null],
    ['playbook p(v: severity = "high", w: string = high, n: number = none) { }', null],
    ['playbook p(n: number = «"x"») { }', 'E231'],
    ['playbook p(n: number = «5m») { }', 'E231'],
    ['playbook p(n: percent = «5») { }', 'E231'],
    ['playbook p(n: string = «5») { }', 'E231'],
    ['playbook p(n: severity = «"banana"») { }', 'E231'],
    ['playbook p(n: time = «"2026-01-01"») { }', 'E231'],
    ['playbook p(n: bool = «"yes"») { }', 'E231'],
    ['playbook p(n: list = «"a"») { }', 'E231'],
    ['const limit = 5m playbook p(n: number = «limit») { }', 'E231'],
  ])('%s', expectFinding)
})

describe('arguments', () => {
  test.each<Row>([
    [taking('n: number', 'n: 2'), null],
    [taking('n: number', 'n: «"two"»'), 'E231', /give it a `number`/],
    [taking('n: number', 'n: label.n'), null],
    [taking('n: number', 'n: alert.value'), null],
    [taking('n: number', 'n: «alert.name»'), 'E231'],
    [taking('n: string', 'n: «alert.count»'), 'E231'],
    [taking('n: string', 'n: "{{alert.count}}"'), null],
    [taking('n: duration', 'n: age(alert.started_at)'), null],
    [taking('n: severity', 'n: alert.severity'), null],
    [taking('n: severity', 'n: "{{label.severity}}"'), null],
    [taking('n: list', 'n: alert.tags'), null],
    [taking('n: number', 'n: 1, «n»: 2'), 'E215', /keep one/],
    // An unknown type says nothing of its values.
    [`${taking('n: «numbr»', 'n: "x"')}`, 'E230'],
  ])('%s', expectFinding)
})
