const nulls = new Set(['none', 'null', 'nil', 'undefined'])

/** What languages call the value that is not there, in whatever case. */
export const isNull = (word: string): boolean => nulls.has(word.toLowerCase())
