import type { Entry } from './entry.ts'

/** E301: values that can't be compared, added or searched. */
export const comparisons = {
  E301: {
    en: {
      message: 'cannot compare a {left} with a {right}',
      labels: ['{left}', '{right}'],
      help: ['only a text stands in quotes: `{better}`', 'write both as the same kind of value'],
      fix: '{better}',
    },
    zh: {
      message: '{left} 与 {right} 不能比较',
      labels: ['{left}', '{right}'],
      help: ['只有文本才加引号：`{better}`', '请写成同一类的值'],
      fix: '{better}',
    },
  },
  'E301/severity': {
    en: {
      message: 'cannot compare a {left} with a {right}',
      labels: ['{left}', '{right}'],
      help: ['a severity is critical, high, warning, info or unknown'],
    },
    zh: {
      message: '{left} 与 {right} 不能比较',
      labels: ['{left}', '{right}'],
      help: ['严重级别为 critical、high、warning、info 或 unknown'],
    },
  },
  'E301/unit': {
    en: {
      message: 'cannot compare a {left} with a {right}',
      labels: ['{left}', '{right}'],
      help: ['write the unit: `{minutes}` or `{seconds}`'],
      fix: '{minutes}',
    },
    zh: {
      message: '{left} 与 {right} 不能比较',
      labels: ['{left}', '{right}'],
      help: ['请写上单位：`{minutes}` 或 `{seconds}`'],
      fix: '{minutes}',
    },
  },
  'E301/age': {
    en: {
      message: 'cannot compare a {left} with a {right}',
      labels: ['{left}', '{right}'],
      help: ['how long ago it was is `{better}`'],
      fix: '{better}',
    },
    zh: {
      message: '{left} 与 {right} 不能比较',
      labels: ['{left}', '{right}'],
      help: ['距今多久请写 `{better}`'],
      fix: '{better}',
    },
  },
  'E301/list': {
    en: {
      message: '`{op}` compares with one value, and this is a list',
      help: ['to ask whether it is one of them, write `{better}`'],
      fix: '{better}',
    },
    zh: {
      message: '`{op}` 与单个值比较，而这是列表',
      help: ['要问它是否是其中之一，请写 `{better}`'],
      fix: '{better}',
    },
  },
  'E301/order': {
    en: {
      message: 'a {type} has no order, so `{op}` cannot be asked of it',
      help: ['only a text stands in quotes: `{better}`', 'use `==`, `!=` or `in`'],
      fix: '{better}',
    },
    zh: {
      message: '{type} 没有大小，不能用 `{op}`',
      help: ['只有文本才加引号：`{better}`', '请用 `==`、`!=` 或 `in`'],
      fix: '{better}',
    },
  },
  'E301/sum': {
    en: {
      message: 'a {left} and a {right} do not add up',
      help: [
        'numbers, durations and sizes each with their own kind, a time with a duration, a text with a text by `+`',
      ],
    },
    zh: {
      message: '{left} 与 {right} 不能相加减',
      help: ['数字、时长、大小各与同类相加减，时间与时长，文本与文本用 `+`'],
    },
  },
  'E301/text': {
    en: { message: '`{op}` looks into a text, and this is a {type}', help: ['compare it by `==`, `>=` …'] },
    zh: { message: '`{op}` 用于文本，而这是 {type}', help: ['请用 `==`、`>=` 等比较'] },
  },
  'E301/item': {
    en: {
      message: 'a {right} in this list is never equal to a {left}',
      help: ['write it as a {left}: `{better}`', 'write it as a {left}'],
      fix: '{better}',
    },
    zh: {
      message: '列表中的 {right} 不会等于 {left}',
      help: ['请写成 {left}：`{better}`', '请写成 {left}'],
      fix: '{better}',
    },
  },
} as const satisfies Record<string, Entry>
