/** The types that a parameter of a playbook may have, as they are written: `host: string`. */
export const paramTypes = [
  'string',
  'number',
  'percent',
  'duration',
  'size',
  'time',
  'severity',
  'list',
  'map',
  'bool',
] as const

export type ParamType = (typeof paramTypes)[number]

export const isParamType = (word: string): word is ParamType => (paramTypes as readonly string[]).includes(word)
