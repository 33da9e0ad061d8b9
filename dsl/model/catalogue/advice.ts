import { didYouMean, near } from './did-you-mean.ts'
import type { Entry } from './entry.ts'

/** W5xx, S6xx, E9xx. */
export const advice = {
  W507: {
    en: { message: '{what} `{name}` is never used', help: ['remove it, or use it'] },
    zh: { message: '{what} `{name}` 从未使用', help: ['请删除或使用它'] },
  },
  'W508/target': {
    en: {
      message: 'no user, team or schedule is called `@{name}` yet',
      help: [didYouMean.en, 'until there is one, this step fails with `not-configured`'],
      fix: near.en,
    },
    zh: {
      message: '还没有名为 `@{name}` 的用户、团队或值班表',
      help: [didYouMean.zh, '在配置之前，此步骤会以 `not-configured` 失败'],
      fix: near.zh,
    },
  },
  'W508/connection': {
    en: {
      message: 'no connection is called `{name}` yet',
      help: [didYouMean.en, 'set `{variable}=…`; until then this way fails with `not-configured`'],
      fix: near.en,
    },
    zh: {
      message: '还没有名为 `{name}` 的连接',
      help: [didYouMean.zh, '请设置 `{variable}=…`；在此之前会以 `not-configured` 失败'],
      fix: near.zh,
    },
  },
  'W508/room': {
    en: {
      message: 'nothing says by which connection `{name}` is reached',
      help: ['add `via` and a connection; until then the message stays in the inbox, not delivered outside'],
    },
    zh: {
      message: '没有说明通过哪个连接到达 `{name}`',
      help: ['请添加 `via` 和连接；在此之前消息只留在收件箱，不会发送到外部'],
    },
  },
  'W508/remediation': {
    en: {
      message: 'no remediation is called `{name}` yet',
      help: [didYouMean.en, 'until it is configured, this step fails with `not-configured`'],
      fix: near.en,
    },
    zh: {
      message: '还没有名为 `{name}` 的修复动作',
      help: [didYouMean.zh, '在配置之前，此步骤会以 `not-configured` 失败'],
      fix: near.zh,
    },
  },
  'W508/playbook': {
    en: { message: '`{name}` is a playbook, not a remediation', help: ['call it: `{better}`'] },
    zh: { message: '`{name}` 是剧本，不是修复动作', help: ['请调用它：`{better}`'] },
  },
  'W508/parameter': {
    en: {
      message: '`{remediation}` has no parameter `{name}`',
      help: [didYouMean.en, 'it takes: {known}'],
      fix: near.en,
    },
    zh: { message: '`{remediation}` 没有参数 `{name}`', help: [didYouMean.zh, '它的参数：{known}'], fix: near.zh },
  },
  'W508/missing': {
    en: { message: '`{remediation}` needs `{name}`', help: ['add `with { {name}: … }`; without it this step fails'] },
    zh: { message: '`{remediation}` 需要 `{name}`', help: ['请加上 `with { {name}: … }`；否则此步骤会失败'] },
  },
  W509: {
    en: {
      message: '`{name}` becomes a field of the message: `{step}` has no member of that name',
      help: [didYouMean.en, 'if it is meant as a field, give it a name less like `title`, `body` or `resolve`'],
      fix: near.en,
    },
    zh: {
      message: '`{name}` 将成为消息的附加字段：`{step}` 没有这个成员',
      help: [didYouMean.zh, '若确为附加字段，请换一个不像 `title`、`body`、`resolve` 的名称'],
      fix: near.zh,
    },
  },
  W402: {
    en: {
      message: 'these steps can never run',
      labels: ['the run always ends here'],
      help: ['remove them, or end the run behind them'],
    },
    zh: { message: '这些步骤永远不会执行', labels: ['运行总在此处结束'], help: ['请删除，或把结束移到其后'] },
  },
  W501: {
    en: {
      message: 'rule "{name}" can never match',
      help: [
        '"{by}" (priority {priority}, `stop processing`, {file}) takes every alert that it could match; raise its priority above {priority}, or narrow the other rule',
      ],
    },
    zh: {
      message: '规则 "{name}" 永远不会匹配',
      help: [
        '"{by}"（优先级 {priority}，`stop processing`，{file}）已处理它可能匹配的所有告警；请把优先级提高到 {priority} 以上，或缩小另一条规则的范围',
      ],
    },
  },
  'W501/several': {
    en: {
      message: 'rule "{name}" can never match',
      help: [
        'rules before it with `stop processing`, among them "{by}" (priority {priority}, {file}), take every alert that it could match; raise its priority, or narrow them',
      ],
    },
    zh: {
      message: '规则 "{name}" 永远不会匹配',
      help: [
        '在它之前带 `stop processing` 的规则（其中有 "{by}"，优先级 {priority}，{file}）已处理它可能匹配的所有告警；请提高它的优先级，或缩小那些规则的范围',
      ],
    },
  },
  W503: {
    en: {
      message: 'there is no {time} on {date} in {zone}: the clocks go forward over it',
      help: ['it counts as the moment after the change; choose an hour that every day has'],
    },
    zh: {
      message: '{zone} 在 {date} 没有 {time}：时钟拨快时跳过了它',
      help: ['将按拨快后的时刻处理；请选择每天都有的时间'],
    },
  },
  'W503/twice': {
    en: {
      message: '{time} comes twice on {date} in {zone}: the clocks go back over it',
      help: ['the first of the two counts; choose an hour that comes once'],
    },
    zh: {
      message: '{zone} 在 {date} 有两次 {time}：时钟拨慢时重复了它',
      help: ['以第一次为准；请选择只出现一次的时间'],
    },
  },
  W504: {
    en: {
      message: 'this condition never holds',
      labels: ['asks for one thing', 'and this for another that excludes it'],
      help: ['no alert can satisfy both: join them by `or`, or remove one'],
    },
    zh: {
      message: '此条件永远不成立',
      labels: ['此处要求一种情况', '此处要求与之矛盾的情况'],
      help: ['没有告警能同时满足两者：请用 `or` 连接，或删除其一'],
    },
  },
  'W504/void': {
    en: { message: 'this condition never holds', help: ['nothing can satisfy it; remove it, or correct what it asks'] },
    zh: { message: '此条件永远不成立', help: ['没有任何情况能满足；请删除或改正'] },
  },
  'W504/always': {
    en: { message: 'this condition always holds', help: ['it asks nothing; remove it, or correct what it asks'] },
    zh: { message: '此条件总是成立', help: ['它没有任何限制；请删除或改正'] },
  },
  W502: {
    en: {
      message: 'rule "{name}" has taken no alert in the last 30 days',
      help: [
        'look whether its condition still fits what the sources send: `tocsin simulate` shows it clause by clause',
      ],
    },
    zh: {
      message: '规则 "{name}" 在最近 30 天内没有接收任何告警',
      help: ['请检查条件是否仍符合告警源发送的内容：`tocsin simulate` 会逐条显示'],
    },
  },
  W510: {
    en: { message: 'no alert of the last 30 days has `{name}`', help: [didYouMean.en], fix: near.en },
    zh: { message: '最近 30 天的告警都没有 `{name}`', help: [didYouMean.zh], fix: near.zh },
  },
  W511: {
    en: {
      message: '`{written}` is sent as it stands here',
      help: [
        'values stand in two braces: `{better}`; for the characters themselves write `$\\{`',
        'values stand in two braces: `{{alert.title}}`; for the characters themselves write `$\\{`',
      ],
      fix: '{better}',
    },
    zh: {
      message: '`{written}` 会原样发送',
      help: [
        '值写在双花括号内：`{better}`；要写这些字符本身请用 `$\\{`',
        '值写在双花括号内：`{{alert.title}}`；要写这些字符本身请用 `$\\{`',
      ],
      fix: '{better}',
    },
  },
  W512: {
    en: { message: '`{name}` stands here twice', help: ['each is told once; remove one of them'], fix: 'remove it' },
    zh: { message: '`{name}` 在此处出现两次', help: ['每个只会通知一次；请删除其一'], fix: '删除' },
  },
  W505: {
    en: {
      message: 'nothing says what to do when `run {name}` fails',
      help: [
        'only the fallback receiver would be told; add `on error { … }` behind it, or behind the last brace of `then` for the failures of all steps',
      ],
    },
    zh: {
      message: '没有说明 `run {name}` 失败时如何处理',
      help: ['只会通知后备接收人；请在其后加 `on error { … }`，或写在 `then` 的结束花括号之后，处理所有步骤的失败'],
    },
  },
  W506: {
    en: {
      message: 'nobody is on call in `{name}` from {from} to {to}',
      help: ['in {zone}; a page of that time reaches nobody: add a level `always`, or a wider window'],
    },
    zh: {
      message: '`{name}` 在 {from} 到 {to} 无人值班',
      help: ['时区 {zone}；该时段的呼叫无人接到：请加上 `always` 的级别，或扩大时段'],
    },
  },
  W530: {
    en: { message: 'no time says here what holds without it', help: ['leave it out, or write how long: `5m`'] },
    zh: { message: '此处时长为零与不写相同', help: ['请删除，或写时长：`5m`'] },
  },
  'W530/group': {
    en: {
      message: 'a group of no time takes no second alert',
      help: ['write how long it takes them: `10m`; for an incident to every alert leave the whole `group` out'],
    },
    zh: {
      message: '时长为零的分组不会接收第二条告警',
      help: ['请写接收多久：`10m`；若每条告警各开一个事件，请删去整个 `group`'],
    },
  },
  S602: {
    en: {
      message: '`{host}` is an address of a private network',
      help: ['requests to it are refused unless the operator allows them; name a public address'],
    },
    zh: { message: '`{host}` 是内网地址', help: ['除非管理员允许，否则请求会被拒绝；请写公网地址'] },
  },
  'S601/key': {
    en: {
      message: 'the value of `{name}` is written into the file',
      here: 'treat it as leaked and rotate it',
      help: ['set it as a secret, and write `{better}`'],
      fix: '{better}',
    },
    zh: {
      message: '`{name}` 的值写在了文件中',
      here: '请视为已泄露并更换',
      help: ['请将其设为密钥，并写 `{better}`'],
      fix: '{better}',
    },
  },
  S601: {
    en: {
      message: 'this looks like {what} written into the file',
      here: 'treat it as leaked and rotate it',
      help: ['set `TOCSIN_SECRET_NAME` and write `secret.name` in a connection'],
    },
    zh: {
      message: '这像是写入文件的密钥（{what}）',
      here: '请视为已泄露并更换',
      help: ['请设置 `TOCSIN_SECRET_NAME`，并在连接中写 `secret.name`'],
    },
  },
  S603: {
    en: {
      message: '`{name}` may not stand here',
      here: 'a secret would leave the installation',
      help: ['a secret is the whole value of an entry of a `connection`, or of `headers` of an `http` step'],
    },
    zh: {
      message: '`{name}` 不能出现在此处',
      here: '密钥会外泄',
      help: ['密钥只能作为 `connection` 条目或 `http` 步骤 `headers` 条目的完整值'],
    },
  },
  E901: {
    en: {
      message: '`{what}` is known, but not executed by this version',
      help: [
        'a rule set that needs it is not loaded: take it out of what runs; `test`, `simulate` and `backtest` do execute it',
      ],
    },
    zh: {
      message: '`{what}` 已知，但此版本不执行',
      help: ['需要它的规则集不会加载：请从要运行的规则中去掉；`test`、`simulate` 和 `backtest` 可以执行它'],
    },
  },
  E902: {
    en: { message: 'this file has {size} bytes; a rule file may have {limit}', help: ['split it into several files'] },
    zh: { message: '此文件有 {size} 字节；规则文件最多 {limit} 字节', help: ['请拆分为多个文件'] },
  },
  E903: {
    en: {
      message: 'this cannot be read: {reason}',
      help: ['let the user that Tocsin runs as read it, or take it out of the folder'],
    },
    zh: { message: '无法读取：{reason}', help: ['请允许运行 Tocsin 的用户读取，或将其移出该文件夹'] },
  },
  E904: {
    en: { message: 'this file is not UTF-8', help: ['save it as UTF-8'] },
    zh: { message: '此文件不是 UTF-8 编码', help: ['请保存为 UTF-8'] },
  },
  E909: {
    en: {
      message: 'Tocsin failed on this file: {reason}',
      help: ['the fault is ours, not that of the file; please report it with this message and the file'],
    },
    zh: {
      message: 'Tocsin 处理此文件时出错：{reason}',
      help: ['这是 Tocsin 的缺陷，不是文件的错误；请附上此消息和文件报告'],
    },
  },
  E910: {
    en: {
      message: 'this file cannot be formatted without changing what it says',
      help: ['the fault is ours, not that of the file, which is left as it is; please report it with the file'],
    },
    zh: {
      message: '格式化会改变此文件的含义',
      help: ['这是 Tocsin 的缺陷，不是文件的错误；文件保持不变，请附上文件报告'],
    },
  },
  W542: {
    en: {
      message: 'no rule of this rule set is called "{name}"',
      help: [didYouMean.en, 'until there is one, this holds nothing back'],
      fix: near.en,
    },
    zh: {
      message: '此规则集中没有名为 "{name}" 的规则',
      help: [didYouMean.zh, '在有该规则之前，此处不会抑制任何告警'],
      fix: near.zh,
    },
  },
  'W542/given': {
    en: {
      message: 'no rule of this rule set is called "{name}"',
      help: [didYouMean.en],
      fix: near.en,
    },
    zh: { message: '此规则集中没有名为 "{name}" 的规则', help: [didYouMean.zh], fix: near.zh },
  },
  W543: {
    en: {
      message: 'the schedule `{name}` has no level {level}',
      help: ['it has {levels}; level {instead} is paged instead'],
    },
    zh: { message: '值班表 `{name}` 没有级别 {level}', help: ['它有 {levels}；将改为呼叫级别 {instead}'] },
  },
  W544: {
    en: {
      message: '`@{name}` is a schedule, and a level names people',
      help: [
        'unless a person bears that name too it reaches nobody; write the people, or page that schedule by a step of its own',
      ],
    },
    zh: {
      message: '`@{name}` 是值班表，而级别应写人员',
      help: ['除非有同名的人员，否则无法通知任何人；请直接写人员，或用单独的步骤呼叫该值班表'],
    },
  },
  W545: {
    en: {
      message: '`quorum` asks for {quorum} people, and the schedules named have {people}',
      help: ['lower it, or ask more people: it would never be reached'],
    },
    zh: {
      message: '`quorum` 需要 {quorum} 人，而所列值班表只有 {people} 人',
      help: ['请减小它或询问更多人员：否则永远无法达到'],
    },
  },
  W546: {
    en: {
      message: 'level {above} is due before level {level}',
      labels: ['this time is earlier'],
      help: [
        '`after` is counted from the first page: a higher level has a later time, else the one below is passed over',
      ],
    },
    zh: {
      message: '级别 {above} 先于级别 {level} 到时',
      labels: ['此时间更早'],
      help: ['`after` 从第一次呼叫起计算：较高级别的时间应更晚，否则较低级别会被跳过'],
    },
  },
} as const satisfies Record<string, Entry>
