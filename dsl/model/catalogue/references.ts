import { didYouMean, near } from './did-you-mean.ts'
import type { Entry } from './entry.ts'

/** E230 to E239: parameters, variables, and what a name leads to. */
export const references = {
  E230: {
    en: {
      message: 'there is no type `{name}`',
      help: [`${didYouMean.en} the types are {known}`, 'the types are {known}'],
      fix: near.en,
    },
    zh: {
      message: '没有类型 `{name}`',
      help: [`${didYouMean.zh}可用的类型有 {known}`, '可用的类型有 {known}'],
      fix: near.zh,
    },
  },
  E231: {
    en: {
      message: 'the parameter `{name}` is a `{wanted}`, and its default is a {type}',
      help: ['write a default of that type, or another type'],
    },
    zh: { message: '参数 `{name}` 的类型是 `{wanted}`，而默认值是{type}', help: ['请写该类型的默认值，或改写类型'] },
  },
  'E231/argument': {
    en: {
      message: 'the parameter `{name}` of `{playbook}` is a `{wanted}`, and this is a {type}',
      help: ['give it a `{wanted}`'],
    },
    zh: { message: '`{playbook}` 的参数 `{name}` 类型是 `{wanted}`，而这是{type}', help: ['请给出 `{wanted}`'] },
  },
} as const satisfies Record<string, Entry>
