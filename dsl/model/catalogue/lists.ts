import type { Entry } from './entry.ts'

/** Further variants of E3xx: a list where one value is meant, and a word of a list that stands there twice. */
export const lists = {
  'E301/texts': {
    en: {
      message: '`contains` looks for one text, and this is a list',
      help: ['ask for each, joined by `or`; or for a pattern: `matches /a|b/`'],
    },
    zh: {
      message: '`contains` 只查找一个文本，而这是列表',
      help: ['请逐个判断并用 `or` 连接；或用模式：`matches /a|b/`'],
    },
  },
  'E305/twice': {
    en: {
      message: '"{name}" is no severity',
      help: ['leave it out: it means `{meant}`, which the list has already'],
    },
    zh: { message: '"{name}" 不是严重级别', help: ['请去掉：它的意思是 `{meant}`，列表中已有'] },
  },
  'E306/twice': {
    en: {
      message: '"{name}" is no status of an alert',
      help: ['leave it out: it means `{meant}`, which the list has already'],
    },
    zh: { message: '"{name}" 不是告警状态', help: ['请去掉：它的意思是 `{meant}`，列表中已有'] },
  },
} as const satisfies Readonly<Record<string, Entry>>
