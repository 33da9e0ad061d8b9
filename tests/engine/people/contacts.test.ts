import { expect, test } from 'vitest'
import { contactsOfPerson, contactsOfPlace } from '../../../engine/people/contacts.ts'

const connections = { typeOf: (_tenant: string, name: string) => (name === 'hook' ? 'webhook' : name) }

test('a connection that a step names twice is one contact', () => {
  const kim = { tenant: 'default', handle: 'kim', email: 'kim@example.org' }
  expect(contactsOfPerson(kim, ['email', 'hook', 'email'], connections)).toEqual([
    { connection: 'email', address: 'kim@example.org' },
    { connection: 'hook', address: '' },
  ])
  expect(contactsOfPlace('default', '#ops', ['hook', 'hook'], connections)).toEqual([
    { connection: 'hook', address: '#ops' },
  ])
})
