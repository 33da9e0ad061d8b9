import { didYouMean, near } from './did-you-mean.ts'
import type { Entry } from './entry.ts'

/** E325, E326, W59x: what reads well and does nothing of what it says. */
export const silent = {
  E325: {
    en: {
      message: '`{name}` makes nothing of a {type}: it takes a {left} here',
      help: ['give it a {left}, or leave `{name}` out'],
    },
    zh: { message: '`{name}` 不能处理 {type}：此处需要 {left}', help: ['请给出 {left}，或去掉 `{name}`'] },
  },
  E326: {
    en: {
      message: 'this is no address of the web',
      help: ['write the whole address, with `https://` or `http://`'],
    },
    zh: { message: '这不是网址', help: ['请写完整的网址，以 `https://` 或 `http://` 开头'] },
  },
  W590: {
    en: {
      message: '`{name}` is not sent: a request has only `headers` and `body`',
      help: [didYouMean.en, 'what is to be sent stands in `body`: `body: { {name}: … }`'],
      fix: near.en,
    },
    zh: {
      message: '`{name}` 不会发送：请求只有 `headers` 和 `body`',
      help: [didYouMean.zh, '要发送的内容写在 `body` 中：`body: { {name}: … }`'],
      fix: near.zh,
    },
  },
  W591: {
    en: { message: 'this tells nobody', help: ['name a person, a room or a mailbox: `@kim`, `"#ops"`'] },
    zh: { message: '没有通知任何人', help: ['请写人员、房间或邮箱：`@kim`、`"#ops"`'] },
  },
  'W591/mail': {
    en: {
      message: '"{name}" is no mailbox, so no mail reaches it',
      help: ['write a whole address, `"kim@example.com"`, or a person: `@kim`'],
    },
    zh: { message: '"{name}" 不是邮箱，邮件无法送达', help: ['请写完整的地址 `"kim@example.com"`，或人员 `@kim`'] },
  },
  W593: {
    en: {
      message: 'the template `{template}` reads `{name}`, which nothing sets here',
      help: [
        "set it in this rule or playbook, or write in the template what else stands there: `{{ {name} | default('…') }}`",
      ],
    },
    zh: {
      message: '模板 `{template}` 读取 `{name}`，但此处没有设置它',
      help: ["请在此规则或剧本中设置，或在模板中写明替代内容：`{{ {name} | default('…') }}`"],
    },
  },
  W592: {
    en: {
      message: 'no pause is as long as {backoff}: none may be longer than {max}',
      labels: ['the first pause'],
      help: ['raise `max`, or write `backoff {max}`'],
    },
    zh: {
      message: '间隔不会达到 {backoff}：上限为 {max}',
      labels: ['首次间隔'],
      help: ['请提高 `max`，或写 `backoff {max}`'],
    },
  },
} as const satisfies Record<string, Entry>
