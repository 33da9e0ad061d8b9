import type { Entry } from './entry.ts'

/** E320 to E324: what comes to too much when names stand for what they are made of. */
export const growth = {
  E320: {
    en: {
      message: '{what} `{name}` is more than {limit} levels deep with all that the names in it stand for',
      help: ['name in one place what it is made of: a list, or `a or b or c`, instead of a chain of names'],
    },
    zh: {
      message: '将其中的名称展开后，{what} `{name}` 超过 {limit} 层',
      help: ['请在一处列出其组成部分：用列表或 `a or b or c`，而不是一连串的名称'],
    },
  },
  'E320/calls': {
    en: {
      message: 'playbook `{name}` calls more than {limit} playbooks, one inside the other',
      help: ['call them one after the other from one playbook'],
    },
    zh: {
      message: '剧本 `{name}` 层层调用了超过 {limit} 个剧本',
      help: ['请在一个剧本中依次调用它们'],
    },
  },
  E321: {
    en: {
      message: 'constant `{name}` grows by more than {limit} characters through the names in it',
      help: ['name each constant once, or use them where they are needed'],
    },
    zh: {
      message: '常量 `{name}` 因其中的名称增加了超过 {limit} 个字符',
      help: ['每个常量只引用一次，或在需要之处直接使用它们'],
    },
  },
} as const satisfies Record<string, Entry>
