import { didYouMean, near } from './did-you-mean.ts'
import type { Entry } from './entry.ts'

/** E240 to E242, W540, W541: what tests name. */
export const testNames = {
  E240: {
    en: {
      message: 'no rule that this test sees is called "{name}"',
      help: [
        didYouMean.en,
        'it is declared in {file}; add `use` of that file',
        'a test sees the rules of its own file and of those that the file names by `use`',
      ],
      fix: near.en,
    },
    zh: {
      message: '此测试可见的规则中没有 "{name}"',
      help: [
        didYouMean.zh,
        '它在 {file} 中声明；请用 `use` 引入该文件',
        '测试只能看到本文件及由 `use` 引入的文件中的规则',
      ],
      fix: near.zh,
    },
  },
  'E240/manual': {
    en: {
      message: 'the rule "{name}" is not started by hand',
      help: ['write `on manual` in the rule, or give it what starts it: `given alert { … }`'],
    },
    zh: {
      message: '规则 "{name}" 不由人工启动',
      help: ['请在规则中写 `on manual`，或给出启动它的事件：`given alert { … }`'],
    },
  },
  'E240/webhook': {
    en: {
      message: 'no rule that this test sees starts by webhook "{name}"',
      help: [didYouMean.en, 'a rule that it starts says `on webhook "{name}"`'],
      fix: near.en,
    },
    zh: {
      message: '此测试可见的规则中没有由 webhook "{name}" 启动的',
      help: [didYouMean.zh, '由它启动的规则写有 `on webhook "{name}"`'],
      fix: near.zh,
    },
  },
  E241: {
    en: {
      message: '`{shown}` stands in no rule that this test sees',
      help: [didYouMean.en, 'so nothing is ever sent to it, and `expect not` would hold whatever happens'],
      fix: near.en,
    },
    zh: {
      message: '此测试可见的规则中没有 `{shown}`',
      help: [didYouMean.zh, '因此不会向它发送任何内容，`expect not` 总会成立'],
      fix: near.zh,
    },
  },
  'E241/via': {
    en: {
      message: 'nothing that this test sees is sent via `{name}`',
      help: [didYouMean.en, 'name a connection, or a kind of contact as `sms`'],
      fix: near.en,
    },
    zh: {
      message: '此测试可见的规则不会通过 `{name}` 发送',
      help: [didYouMean.zh, '请写连接名称，或联系方式的种类，如 `sms`'],
      fix: near.zh,
    },
  },
  'E241/ran': {
    en: {
      message: 'no step that this test sees is `run {name}`',
      help: [didYouMean.en, 'so it is never run, and `expect not` would hold whatever happens'],
      fix: near.en,
    },
    zh: {
      message: '此测试可见的步骤中没有 `run {name}`',
      help: [didYouMean.zh, '因此它不会执行，`expect not` 总会成立'],
      fix: near.zh,
    },
  },
  'E241/asked': {
    en: {
      message: 'no `approve` that this test sees asks `@{name}`',
      help: [didYouMean.en, 'only those decide who are asked: `approve by @{name}`'],
      fix: near.en,
    },
    zh: {
      message: '此测试可见的 `approve` 都不询问 `@{name}`',
      help: [didYouMean.zh, '只有被询问的人可以决定：`approve by @{name}`'],
      fix: near.zh,
    },
  },
  E242: {
    en: {
      message: 'nothing that this test sees is called `{name}`',
      help: [didYouMean.en, 'compare a field of the alert, or a variable, constant or named step of the rules'],
      fix: near.en,
    },
    zh: {
      message: '此测试可见的内容中没有 `{name}`',
      help: [didYouMean.zh, '请比较告警的字段，或规则中的变量、常量、步骤名'],
      fix: near.zh,
    },
  },
  'W540/run': {
    en: {
      message: 'this mock answers no step that the test sees',
      help: [didYouMean.en, 'it is found by the name behind `run`, or by the `as` of that step'],
      fix: near.en,
    },
    zh: {
      message: '此模拟不对应测试可见的任何步骤',
      help: [didYouMean.zh, '它按 `run` 之后的名称或该步骤的 `as` 名称查找'],
      fix: near.zh,
    },
  },
  'W540/http': {
    en: {
      message: 'this mock answers no step that the test sees',
      help: [didYouMean.en, 'it is found by the `as` of the request: `http GET "…" as {name}`'],
      fix: near.en,
    },
    zh: {
      message: '此模拟不对应测试可见的任何步骤',
      help: [didYouMean.zh, '它按请求的 `as` 名称查找：`http GET "…" as {name}`'],
      fix: near.zh,
    },
  },
  'W540/ticket': {
    en: {
      message: 'this mock answers no step that the test sees',
      help: [didYouMean.en, 'it is found by the `as` of the step: `ticket create in … as {name}`'],
      fix: near.en,
    },
    zh: {
      message: '此模拟不对应测试可见的任何步骤',
      help: [didYouMean.zh, '它按步骤的 `as` 名称查找：`ticket create in … as {name}`'],
      fix: near.zh,
    },
  },
  'W540/call': {
    en: {
      message: 'this mock answers no step that the test sees',
      help: [didYouMean.en, 'it is found by the name of a playbook that a step calls: `call {name}(…)`'],
      fix: near.en,
    },
    zh: {
      message: '此模拟不对应测试可见的任何步骤',
      help: [didYouMean.zh, '它按步骤调用的剧本名称查找：`call {name}(…)`'],
      fix: near.zh,
    },
  },
  W541: {
    en: {
      message: 'no user, team or schedule is called `@{name}` yet',
      help: [didYouMean.en, 'the test runs all the same; name somebody who is there'],
      fix: near.en,
    },
    zh: {
      message: '还没有名为 `@{name}` 的用户、团队或值班表',
      help: [didYouMean.zh, '测试仍会运行；请写已有的人员'],
      fix: near.zh,
    },
  },
} as const satisfies Record<string, Entry>
