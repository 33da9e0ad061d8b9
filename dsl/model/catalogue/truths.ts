import type { Entry } from './entry.ts'

/** E312 to E319, W580 to W585: what has the same answer for every alert, or none. */
export const truths = {
  E312: {
    en: {
      message: '`{name}` is a {type}, so it is never true',
      help: ['compare it: `{name}` is a {type}, not true or false'],
    },
    zh: { message: '`{name}` 是{type}，永远不为 true', help: ['请比较它：`{name}` 是{type}，不是 true 或 false'] },
  },
  'E312/severity': {
    en: {
      message: '`{name}` is a severity, so it is never true',
      help: ['write what it is compared with: `{better}`'],
      fix: '{better}',
    },
    zh: { message: '`{name}` 是严重级别，永远不为 true', help: ['请写出与它比较的对象：`{better}`'], fix: '{better}' },
  },
  'E312/part': {
    en: {
      message: '`{name}` is a severity, so it is never true',
      help: [
        'each part of `or` is a condition of its own: `alert.severity == {name}`, or one list: `alert.severity in [critical, high]`',
      ],
    },
    zh: {
      message: '`{name}` 是严重级别，永远不为 true',
      help: [
        '`or` 的每一部分都是独立的条件：`alert.severity == {name}`，或用列表：`alert.severity in [critical, high]`',
      ],
    },
  },
  'E312/listed': {
    en: {
      message: '`{name}` is a severity, so it is never true',
      help: ['each part of `or` is a condition of its own; to ask for one of several write `{better}`'],
      fix: '{better}',
    },
    zh: {
      message: '`{name}` 是严重级别，永远不为 true',
      help: ['`or` 的每一部分都是独立的条件；要问是否为其中之一，请写 `{better}`'],
      fix: '{better}',
    },
  },
  E313: {
    en: {
      message: '"{name}" is no outcome of this step',
      help: ['did you mean `{near}`? It is {known}', 'it is {known}'],
      fix: 'change to {near}',
    },
    zh: {
      message: '"{name}" 不是此步骤的结果',
      help: ['是否想写 `{near}`？可用 {known}', '可用 {known}'],
      fix: '改为 {near}',
    },
  },
  W580: {
    en: {
      message: 'both sides are fixed, so the answer is the same for every alert',
      help: ['compare a field: `alert.name`, `label.NAME`'],
    },
    zh: { message: '两边都是固定值，对所有告警结果相同', help: ['请比较字段：`alert.name`、`label.名称`'] },
  },
  'W580/field': {
    en: {
      message: 'both sides are fixed, so the answer is the same for every alert',
      help: ['in quotes it is the text "{name}" itself; the field is `{better}`'],
      fix: '{better}',
    },
    zh: {
      message: '两边都是固定值，对所有告警结果相同',
      help: ['加了引号就是文本 "{name}" 本身；字段写作 `{better}`'],
      fix: '{better}',
    },
  },
  W581: {
    en: {
      message: '`{name}` is a text, so it is never true',
      help: ['a label is always a text: ask whether it is there by `has {name}`, or what it says by `{name} == true`'],
      fix: 'has {name}',
    },
    zh: {
      message: '`{name}` 是文本，永远不为 true',
      help: ['标签总是文本：是否存在用 `has {name}`，内容用 `{name} == true`'],
      fix: 'has {name}',
    },
  },
  W582: {
    en: {
      message: 'an alert that has resolved starts no rule, so this one takes none',
      help: [
        'do it at the end of a rule that the alert started: in `on resolve { … }`, or behind `wait for resolve up to …`',
      ],
    },
    zh: {
      message: '已恢复的告警不会启动规则，因此此规则不会接收任何告警',
      help: ['请写在由该告警启动的规则末尾：用 `on resolve { … }`，或写在 `wait for resolve up to …` 之后'],
    },
  },
  W583: {
    en: {
      message: 'a label is a text, so this `{op}` brings nothing',
      help: ['give it to a playbook as a parameter `n: {wanted}`, which reads it, and add it up there'],
    },
    zh: {
      message: '标签是文本，此 `{op}` 得不到任何值',
      help: ['请作为参数 `n: {wanted}` 传给剧本，由参数读取，再在其中相加减'],
    },
  },
} as const satisfies Record<string, Entry>
