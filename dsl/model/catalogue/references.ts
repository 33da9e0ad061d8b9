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
      help: ['write `{better}`', 'write a default of that type, or another type'],
      fix: '{better}',
    },
    zh: {
      message: '参数 `{name}` 的类型是 `{wanted}`，而默认值是{type}',
      help: ['请写 `{better}`', '请写该类型的默认值，或改写类型'],
      fix: '{better}',
    },
  },
  'E231/argument': {
    en: {
      message: 'the parameter `{name}` of `{playbook}` is a `{wanted}`, and this is a {type}',
      help: ['write `{better}`', 'give it a `{wanted}`'],
      fix: '{better}',
    },
    zh: {
      message: '`{playbook}` 的参数 `{name}` 类型是 `{wanted}`，而这是{type}',
      help: ['请写 `{better}`', '请给出 `{wanted}`'],
      fix: '{better}',
    },
  },
  E233: {
    en: {
      message: '`{of}` has no `{name}`',
      help: [`${didYouMean.en} it has {known}`, 'it has {known}'],
      fix: near.en,
    },
    zh: { message: '`{of}` 没有 `{name}`', help: [`${didYouMean.zh}它有 {known}`, '它有 {known}'], fix: near.zh },
  },
  'E233/plain': {
    en: { message: '`{of}` has no parts', help: ['read `{of}` itself'] },
    zh: { message: '`{of}` 没有下级成员', help: ['请直接读取 `{of}`'] },
  },
  'E233/list': {
    en: { message: '`{of}` is a list', help: ['its items are read by their number from 0: `{item}`'] },
    zh: { message: '`{of}` 是列表', help: ['其成员按从 0 起的序号读取：`{item}`'] },
  },
  E234: {
    en: {
      message: '`{path}` is read where nothing has failed',
      help: ['it exists in `on error`, and in `on timeout` and `on rejected` of a step that fails by them'],
    },
    zh: {
      message: '读取 `{path}` 的地方没有失败',
      help: ['它存在于 `on error` 中，以及会因此失败的步骤的 `on timeout` 和 `on rejected` 中'],
    },
  },
  E235: {
    en: {
      message: '`{path}` is read before there is an incident',
      help: ['it exists in the steps; ask it there by `if`, or count alerts by `count >= 3 within 10m`'],
    },
    zh: {
      message: '读取 `{path}` 时还没有事件',
      help: ['它存在于步骤中；请在步骤中用 `if` 判断，或用 `count >= 3 within 10m` 计数'],
    },
  },
  E236: {
    en: {
      message: '`{path}` is read where no request has come: the rule starts by `on {trigger}`',
      help: ['`on webhook "NAME"` has a request'],
    },
    zh: { message: '`{path}` 没有对应的请求：规则由 `on {trigger}` 启动', help: ['`on webhook "名称"` 才有请求'] },
  },
  E237: {
    en: {
      message: '`{name}` is a {left}, and this is a {right}',
      help: ['a variable keeps the type of its first `set`; use another name'],
    },
    zh: { message: '`{name}` 是{left}，而这是{right}', help: ['变量保持首次 `set` 的类型；请另用名称'] },
  },
} as const satisfies Record<string, Entry>
