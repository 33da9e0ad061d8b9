import { didYouMean, near } from './did-you-mean.ts'
import type { Entry } from './entry.ts'

/** E3xx: values; E4xx: limits and time. */
export const values = {
  E301: {
    en: {
      message: 'cannot compare a {left} with a {right}',
      labels: ['{left}', '{right}'],
      help: ['write both as the same kind of value'],
    },
    zh: { message: '{left} 与 {right} 不能比较', labels: ['{left}', '{right}'], help: ['请写成同一类的值'] },
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
    en: { message: 'a {type} has no order, so `{op}` cannot be asked of it', help: ['use `==`, `!=` or `in`'] },
    zh: { message: '{type} 没有大小，不能用 `{op}`', help: ['请用 `==`、`!=` 或 `in`'] },
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
    en: { message: 'a {right} in this list is never equal to a {left}', help: ['write it as a {left}'] },
    zh: { message: '列表中的 {right} 不会等于 {left}', help: ['请写成 {left}'] },
  },
  E302: {
    en: { message: 'this is a {type}, not a list', help: ['write a list: `["a", "b"]`'] },
    zh: { message: '这是 {type}，不是列表', help: ['请写列表：`["a", "b"]`'] },
  },
  E303: {
    en: {
      message: 'this pattern is not RE2: {reason}',
      help: ['patterns run in linear time, so there is no look-ahead, look-behind or back-reference'],
    },
    zh: { message: '该模式不是 RE2：{reason}', help: ['模式以线性时间运行，不支持前瞻、后顾和反向引用'] },
  },
  'E303/flag': {
    en: {
      message: 'a pattern has no flag `{flag}`, or has it twice',
      help: ['`i` ignores case, `s` lets `.` match line breaks'],
    },
    zh: { message: '模式没有标志 `{flag}`，或重复', help: ['`i` 忽略大小写，`s` 让 `.` 匹配换行'] },
  },
  E305: {
    en: {
      message: '"{name}" is no severity',
      help: [didYouMean.en, 'it is critical, high, warning, info or unknown'],
      fix: near.en,
    },
    zh: {
      message: '"{name}" 不是严重级别',
      help: [didYouMean.zh, '可用 critical、high、warning、info 或 unknown'],
      fix: near.zh,
    },
  },
  'E305/word': {
    en: {
      message: '`{name}` is no severity',
      help: [didYouMean.en, 'it is critical, high, warning, info or unknown'],
      fix: near.en,
    },
    zh: {
      message: '`{name}` 不是严重级别',
      help: [didYouMean.zh, '可用 critical、high、warning、info 或 unknown'],
      fix: near.zh,
    },
  },
  E306: {
    en: {
      message: '"{name}" is no status of an alert',
      help: [didYouMean.en, 'it is active, acknowledged, suppressed or resolved'],
      fix: near.en,
    },
    zh: {
      message: '"{name}" 不是告警状态',
      help: [didYouMean.zh, '可用 active、acknowledged、suppressed 或 resolved'],
      fix: near.zh,
    },
  },
  E307: {
    en: {
      message: 'nothing is compared with `{name}`',
      help: ['write `{better}`', 'ask with `has` or `not has`'],
      fix: '{better}',
    },
    zh: {
      message: '不能与 `{name}` 比较',
      help: ['请写 `{better}`', '请用 `has` 或 `not has` 判断'],
      fix: '{better}',
    },
  },
  E308: {
    en: { message: 'this number is too large', help: ['write a smaller one'] },
    zh: { message: '数值过大', help: ['请写更小的数值'] },
  },
  'E308/time': {
    en: {
      message: 'there is no {text}',
      help: ['dates are `2026-01-31`, times `00:00` to `23:59`, and `24:00` as an end'],
    },
    zh: { message: '不存在 {text}', help: ['日期写作 `2026-01-31`，时间为 `00:00` 到 `23:59`，结束可写 `24:00`'] },
  },
  'E308/empty': {
    en: { message: 'this window begins and ends at the same minute', help: ['write `all day` for the whole day'] },
    zh: { message: '该时段的开始与结束相同', help: ['全天请写 `all day`'] },
  },
  E309: {
    en: { message: 'this is a whole number from {least} to {most}', help: ['write a whole number'] },
    zh: { message: '此处应为 {least} 到 {most} 的整数', help: ['请写整数'] },
  },
  'E309/least': {
    en: { message: 'this is too small: {least} is the least', help: ['write {least} or more'], fix: '{least}' },
    zh: { message: '数值过小：至少为 {least}', help: ['请写 {least} 或更大的数'], fix: '{least}' },
  },
  'E309/most': {
    en: { message: 'this is too large: {most} is the most', help: ['write {most} or less'], fix: '{most}' },
    zh: { message: '数值过大：最多为 {most}', help: ['请写 {most} 或更小的数'], fix: '{most}' },
  },
  'E309/items': {
    en: {
      message: 'a loop goes through {most} items at most',
      help: [
        'write {most} or less: so many as you expect, for a list that is longer is an error before the first item',
      ],
      fix: '{most}',
    },
    zh: {
      message: '循环最多处理 {most} 项',
      help: ['请写 {most} 或更小的数，即预期的数量；更长的列表会在第一项之前报错'],
      fix: '{most}',
    },
  },
  'E309/throttle': {
    en: {
      message: '`throttle` lets at least one through',
      help: [
        'write `throttle 1 per …`; to start nothing at all write `disabled`, or `suppress when …` for some alerts',
      ],
      fix: '1',
    },
    zh: {
      message: '`throttle` 至少放行一个',
      help: ['请写 `throttle 1 per …`；要完全不启动请写 `disabled`，或对部分告警写 `suppress when …`'],
      fix: '1',
    },
  },
  'E309/boolean': {
    en: { message: 'this is true or false', help: ['write `true` or `false`'] },
    zh: { message: '此处应为 true 或 false', help: ['请写 `true` 或 `false`'] },
  },
  E310: {
    en: {
      message: 'this condition has more than {limit} clauses',
      help: ['compare with a list: `label.host in ["a", "b"]`; or split the rule'],
    },
    zh: {
      message: '此条件的子句超过 {limit} 个',
      help: ['请与列表比较：`label.host in ["a", "b"]`；或拆分规则'],
    },
  },
  E311: {
    en: {
      message: 'this text has more than {limit} values in `{{ }}`',
      help: ['a run could not carry it; say less, or show the list itself: `{{incident.alerts | count}}`'],
    },
    zh: {
      message: '此文本中 `{{ }}` 的值超过 {limit} 个',
      help: ['运行无法携带；请精简，或只显示列表本身：`{{incident.alerts | count}}`'],
    },
  },
  'E308/rotation': {
    en: { message: 'a rotation of no time never hands over', help: ['write how long each person is on call: `1w`'] },
    zh: { message: '时长为零的轮换不会交接', help: ['请写每人值班多久：`1w`'] },
  },
  'E308/zero': {
    en: { message: 'no time is too little here', help: ['write how long: `15m`'] },
    zh: { message: '此处的时长不能为零', help: ['请写时长：`15m`'] },
  },
  'E308/long': {
    en: { message: 'this is longer than ten years', help: ['write a shorter time'] },
    zh: { message: '时长超过十年', help: ['请写更短的时长'] },
  },
  E401: {
    en: {
      message: '`{step}` has no limit',
      here: 'would wait for ever; nobody would be told',
      help: ['add `up to 15m`, and `on timeout { … }` to say who is next'],
      fix: 'up to 15m',
    },
    zh: {
      message: '`{step}` 没有时限',
      here: '会永远等待，无人知晓',
      help: ['请加上 `up to 15m`，并用 `on timeout { … }` 说明下一位'],
      fix: 'up to 15m',
    },
  },
  E402: {
    en: {
      message: 'playbook `{playbook}` calls itself by `{name}`',
      here: 'would never end',
      help: ['a loop is `repeat up to 3 times { … }`; take this call out'],
    },
    zh: {
      message: '剧本 `{playbook}` 通过 `{name}` 调用了自身',
      here: '永远不会结束',
      help: ['循环请用 `repeat up to 3 times { … }`；请去掉此调用'],
    },
  },
  E403: {
    en: {
      message: '`{window}` looks {within} back, and events are kept for {most}',
      help: ['write `within {most}` or less'],
    },
    zh: { message: '`{window}` 回看 {within}，但事件只保留 {most}', help: ['请写 `within {most}` 或更短'] },
  },
  E405: {
    en: {
      message: 'so many events are not counted: {most} at most',
      help: ['ask for fewer within a shorter time'],
    },
    zh: { message: '计数最多到 {most}', help: ['请在更短的时间内要求更少的次数'] },
  },
  E406: {
    en: {
      message: '`{window} {op}` is asked only when an alert comes, so it says nothing of alerts that stay away',
      help: [
        'write `>=` or `>`; for what stays away `on absence of (…) for …`; a run may wait for it in `verify`, `wait until` and `repeat … until`',
      ],
    },
    zh: {
      message: '`{window} {op}` 只在告警到来时判断，无法说明告警未到',
      help: [
        '请写 `>=` 或 `>`；告警缺失用 `on absence of (…) for …`；运行中可用 `verify`、`wait until`、`repeat … until` 等待',
      ],
    },
  },
  'E406/place': {
    en: {
      message: '`{window}` cannot be asked here: this is about one alert alone',
      help: ['ask it in `when`, `suppress when`, `verify`, `if`, `wait until` or `repeat … until`'],
    },
    zh: {
      message: '此处不能用 `{window}`：这里只针对单个告警',
      help: ['请在 `when`、`suppress when`、`verify`、`if`、`wait until` 或 `repeat … until` 中使用'],
    },
  },
  'E406/trigger': {
    en: {
      message: '`{window}` is asked when an alert comes, and this rule starts by `on {trigger}`',
      help: ['ask it in the steps, by `wait until (…) up to …` or `if`; or start the rule by alerts'],
    },
    zh: {
      message: '`{window}` 在告警到来时判断，而此规则由 `on {trigger}` 启动',
      help: ['请在步骤中用 `wait until (…) up to …` 或 `if` 判断；或由告警启动规则'],
    },
  },
  'E406/run': {
    en: {
      message: '`{name}` belongs to a run, and what is counted are alerts, before any run',
      help: ['count by `alert`, `label`, `metadata` and constants; `by label.x` keeps one count for each value'],
    },
    zh: {
      message: '`{name}` 属于运行，而计数发生在运行之前的告警上',
      help: ['请用 `alert`、`label`、`metadata` 和常量；`by label.x` 可按值分别计数'],
    },
  },
  E407: {
    en: {
      message: '`without {name}` has no event before it, so it guards nothing',
      help: ['write it behind the event after which it must not come'],
    },
    zh: { message: '`without {name}` 之前没有事件，因此不起作用', help: ['请写在它不得紧随的事件之后'] },
  },
  'E407/none': {
    en: {
      message: 'this sequence has no event',
      help: ['write `event NAME where CONDITION` for each, in their order'],
    },
    zh: { message: '此序列没有事件', help: ['请按顺序为每个事件写 `event NAME where CONDITION`'] },
  },
  E408: {
    en: {
      message: 'these are no times of cron: {reason}',
      help: ['minute, hour, day of the month, month, day of the week: `0 9 * * mon` is Mondays at nine'],
    },
    zh: { message: 'cron 时间无效：{reason}', help: ['依次为分、时、日、月、星期：`0 9 * * mon` 为每周一九点'] },
  },
  'E408/every': {
    en: { message: 'this is less than a second', help: ['write how long to pause between: `5m`'] },
    zh: { message: '间隔不足一秒', help: ['请写间隔时长：`5m`'] },
  },
  E404: {
    en: {
      message: 'there is no time zone "{zone}"',
      help: [didYouMean.en, 'zones are named like "Europe/London", "Asia/Shanghai" or "UTC"'],
      fix: near.en,
    },
    zh: {
      message: '没有时区 "{zone}"',
      help: [didYouMean.zh, '时区名如 "Europe/London"、"Asia/Shanghai"、"UTC"'],
      fix: near.zh,
    },
  },
  'E302/label': {
    en: {
      message: 'a label is a text, not a list',
      help: ['lists arrive in `metadata`, in `alert.tags` and in answers: `for each x in metadata.hosts …`'],
    },
    zh: {
      message: '标签是文本，不是列表',
      help: ['列表来自 `metadata`、`alert.tags` 和步骤的结果：`for each x in metadata.hosts …`'],
    },
  },
  E340: {
    en: {
      message: 'no answer has such a status',
      help: ['statuses are numbers from {from} to {to}: `expect 200..299`'],
    },
    zh: { message: '没有这样的状态码', help: ['状态码为 {from} 到 {to}：`expect 200..299`'] },
  },
  'E340/order': {
    en: {
      message: 'this range ends before it begins, so no status is in it',
      help: ['the lower one stands first: `{to}..{from}`'],
      fix: '{to}..{from}',
    },
    zh: {
      message: '此范围的结束小于开始，不包含任何状态码',
      help: ['请把较小的写在前面：`{to}..{from}`'],
      fix: '{to}..{from}',
    },
  },
} as const satisfies Record<string, Entry>
