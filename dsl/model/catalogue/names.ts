import { didYouMean, near } from './did-you-mean.ts'
import type { Entry } from './entry.ts'

/** E2xx: names, and what may stand where. */
export const names = {
  E201: {
    en: {
      message: 'unknown field `{path}`',
      here: '`{root}` has no such field',
      help: [didYouMean.en, 'labels are `label.{name}`, what the sender put under metadata is `metadata.{name}`'],
      fix: near.en,
    },
    zh: {
      message: '未知字段 `{path}`',
      here: '`{root}` 没有这个字段',
      help: [didYouMean.zh, '标签写作 `label.{name}`，发送方的元数据写作 `metadata.{name}`'],
      fix: near.zh,
    },
  },
  'E201/note': {
    en: {
      message: '`alert.note` can only be set',
      help: ['`set alert.note = "…"` writes to the timeline; nothing reads it back'],
    },
    zh: { message: '`alert.note` 只能设置', help: ['`set alert.note = "…"` 写入时间线，不能读取'] },
  },
  'E201/labels': {
    en: { message: 'unknown field `{path}`', help: ['a label is `label.NAME`'] },
    zh: { message: '未知字段 `{path}`', help: ['标签写作 `label.名称`'] },
  },
  'E201/metadata': {
    en: { message: 'unknown field `{path}`', help: ['metadata is `metadata.NAME`'] },
    zh: { message: '未知字段 `{path}`', help: ['元数据写作 `metadata.名称`'] },
  },
  'E201/request': {
    en: { message: 'unknown field `{path}`', help: ['what the webhook was sent is `request.body`'] },
    zh: { message: '未知字段 `{path}`', help: ['webhook 收到的内容是 `request.body`'] },
  },
  E202: {
    en: { message: 'two {what}s are named "{name}"', help: ['the other is at {place}'] },
    zh: { message: '两个 {what} 同名 "{name}"', help: ['另一个在 {place}'] },
  },
  'E202/rule': {
    en: {
      message: 'two rules are named "{name}"',
      help: ['the other is at {place}; runs, tickets and layout are kept by name, so names must differ'],
    },
    zh: { message: '两条规则同名 "{name}"', help: ['另一条在 {place}；运行、工单和布局按名称保存，名称必须不同'] },
  },
  'E202/kind': {
    en: {
      message: 'the name `{name}` is taken by a {other}',
      help: ['it is at {place}; declarations share one space of names'],
    },
    zh: { message: '名称 `{name}` 已用于 {other}', help: ['见 {place}；所有声明共用一个命名空间'] },
  },
  'E202/local': {
    en: {
      message: 'the name `{name}` is already taken here',
      help: ['choose another; parameters, variables, step names and aliases of a rule share one space of names'],
    },
    zh: {
      message: '名称 `{name}` 在此处已被使用',
      help: ['请另选名称；规则内的参数、变量、步骤名和别名共用一个命名空间'],
    },
  },
  'E202/shadow': {
    en: { message: 'the name `{name}` would hide the constant of {file}', help: ['choose another name'] },
    zh: { message: '名称 `{name}` 会遮蔽 {file} 中的常量', help: ['请另选名称'] },
  },
  E203: {
    en: {
      message: 'unknown {what} `{name}`',
      help: [
        didYouMean.en,
        'it is declared in {file}; add `use` of that file',
        'declare it in this file or in one that this file names by `use`',
      ],
      fix: near.en,
    },
    zh: {
      message: '未知的 {what} `{name}`',
      help: [didYouMean.zh, '它在 {file} 中声明；请用 `use` 引入该文件', '请在本文件或由 `use` 引入的文件中声明'],
      fix: near.zh,
    },
  },
  'E203/text': {
    en: {
      message: 'unknown value `{name}`',
      help: ['text stands in quotes: `{quoted}`; a value of your own needs a `const`'],
      fix: '{quoted}',
    },
    zh: {
      message: '未知的值 `{name}`',
      help: ['文本须加引号：`{quoted}`；自定义的值须用 `const` 声明'],
      fix: '{quoted}',
    },
  },
  'E203/field': {
    en: {
      message: 'unknown value `{name}`',
      help: ['the field is written `{better}`; a label is `label.NAME`, what the alert says of itself `alert.NAME`'],
      fix: '{better}',
    },
    zh: {
      message: '未知的值 `{name}`',
      help: ['字段写作 `{better}`；标签为 `label.名称`，告警自身的字段为 `alert.名称`'],
      fix: '{better}',
    },
  },
  'E203/spelled': {
    en: { message: 'unknown value `{name}`', help: ['write `{better}`'], fix: '{better}' },
    zh: { message: '未知的值 `{name}`', help: ['请写 `{better}`'], fix: '{better}' },
  },
  'E203/null': {
    en: {
      message: 'unknown value `{name}`',
      help: ['what may be missing is asked for by `has label.x` or `not has label.x`'],
    },
    zh: { message: '未知的值 `{name}`', help: ['判断是否缺失请用 `has label.x` 或 `not has label.x`'] },
  },
  'E203/kind': {
    en: { message: '`{name}` is a {other}, not a {what}', help: ['name a {what} here'] },
    zh: { message: '`{name}` 是 {other}，不是 {what}', help: ['此处应为 {what} 的名称'] },
  },
  E204: {
    en: { message: '`{name}` is used before it exists', help: ['move this behind the step that brings it'] },
    zh: { message: '`{name}` 在产生之前就被使用', help: ['请移到产生它的步骤之后'] },
  },
  'E204/perhaps': {
    en: { message: '`{name}` comes from a branch that may not have run', help: ['ask first: `if has {name}.… { … }`'] },
    zh: { message: '`{name}` 来自可能没有执行的分支', help: ['请先判断：`if has {name}.… { … }`'] },
  },
  'E204/variable': {
    en: {
      message: '`{name}` is set in a branch that may not have run',
      help: ['set it before the branch too: `set {name} = …`'],
    },
    zh: { message: '`{name}` 在可能没有执行的分支中设置', help: ['请在分支之前也设置：`set {name} = …`'] },
  },
  E205: {
    en: {
      message: '`{path}` has no alert to speak of: the rule starts by `on {trigger}`',
      help: ['only rules on alerts have one'],
    },
    zh: {
      message: '`{path}` 没有对应的告警：规则由 `on {trigger}` 启动',
      help: ['只有由告警启动的规则才有'],
    },
  },
  'E205/webhook': {
    en: {
      message: '`{path}` has no alert to speak of: the rule starts by `on webhook`',
      help: ['what the webhook was sent is `request.body`'],
    },
    zh: {
      message: '`{path}` 没有对应的告警：规则由 `on webhook` 启动',
      help: ['webhook 收到的内容是 `request.body`'],
    },
  },
  'E205/call': {
    en: {
      message: '`{name}` needs an alert (`{path}`), and there is none: the rule starts by `on {trigger}`',
      help: ['give it what it needs as a parameter, or let it ask by `has` first'],
    },
    zh: {
      message: '`{name}` 需要告警（`{path}`），但规则由 `on {trigger}` 启动，没有告警',
      help: ['请以参数传入所需的值，或让它先用 `has` 判断'],
    },
  },
  E206: {
    en: { message: 'there is no function `{name}`', help: [didYouMean.en], fix: near.en },
    zh: { message: '没有函数 `{name}`', help: [didYouMean.zh], fix: near.zh },
  },
  'E206/count': {
    en: {
      message: '`{name}` takes {min} to {max} values, here are {count}',
      help: ['as a filter, the piped value is the first'],
    },
    zh: { message: '`{name}` 需要 {min} 到 {max} 个值，此处有 {count} 个', help: ['作为过滤器时，管道前的值算第一个'] },
  },
  E207: {
    en: { message: '`{name}` is a name of the language', help: ['choose another name'] },
    zh: { message: '`{name}` 是语言自身的名称', help: ['请另选名称'] },
  },
  'E207/kind': {
    en: {
      message: 'a connection cannot be called `{name}`',
      help: ["`via {name}` means the person's own way of that kind; choose another name"],
    },
    zh: { message: '连接不能命名为 `{name}`', help: ['`via {name}` 表示联系人自己的该类方式；请另选名称'] },
  },
  E208: {
    en: { message: 'there is no file "{path}"', help: ['the path is relative to the folder of this file'] },
    zh: { message: '没有文件 "{path}"', help: ['路径相对于本文件所在的文件夹'] },
  },
  E209: {
    en: { message: '`{item}` stands twice in this rule', help: ['keep one of them'] },
    zh: { message: '`{item}` 在此规则中出现两次', help: ['请只保留一个'] },
  },
  E210: {
    en: {
      message: 'this rule does nothing',
      help: ['add `then { … }`, or `suppress when …` if it only keeps alerts from starting'],
    },
    zh: { message: '此规则不做任何事', help: ['请加上 `then { … }`；若只用于抑制，请写 `suppress when …`'] },
  },
  'E210/empty': {
    en: {
      message: '`then` holds no steps, so this rule takes alerts and tells nobody',
      help: ['write its steps, such as `notify @team`; to take alerts quietly write `end ok`'],
    },
    zh: {
      message: '`then` 中没有步骤，此规则接收告警却不通知任何人',
      help: ['请写步骤，如 `notify @team`；若要静默接收，请写 `end ok`'],
    },
  },
  E211: {
    en: { message: '`{clause}` does not belong to `{step}`', help: ['`{step}` takes {legal}'] },
    zh: { message: '`{clause}` 不属于 `{step}`', help: ['`{step}` 可用 {legal}'] },
  },
  E212: {
    en: { message: '`{clause}` stands twice in this `{step}`', help: ['keep one of them'] },
    zh: { message: '`{clause}` 在此 `{step}` 中出现两次', help: ['请只保留一个'] },
  },
  E213: {
    en: { message: '`on {event}` does not belong to `{step}`', help: ['`{step}` takes {legal}'] },
    zh: { message: '`on {event}` 不属于 `{step}`', help: ['`{step}` 可用 {legal}'] },
  },
  'E213/timeout': {
    en: {
      message: '`on timeout` does not belong to `{step}`',
      help: ['only a wait times out: put `wait for ack up to 10m on timeout { … }` after it; `{step}` takes {legal}'],
    },
    zh: {
      message: '`on timeout` 不属于 `{step}`',
      help: ['只有等待才会超时：请在其后写 `wait for ack up to 10m on timeout { … }`；`{step}` 可用 {legal}'],
    },
  },
  'E213/twice': {
    en: { message: '`on {event}` stands twice in this `{step}`', help: ['put both into one'] },
    zh: { message: '`on {event}` 在此 `{step}` 中出现两次', help: ['请合并为一个'] },
  },
  E214: {
    en: {
      message: '`{path}` cannot be set',
      help: ['a variable is a plain name: `set before = …`; `set alert.note = …` writes to the timeline'],
    },
    zh: { message: '`{path}` 不能设置', help: ['变量是普通名称：`set before = …`；`set alert.note = …` 写入时间线'] },
  },
  E215: {
    en: { message: 'playbook `{playbook}` has no parameter `{name}`', help: [didYouMean.en], fix: near.en },
    zh: { message: '剧本 `{playbook}` 没有参数 `{name}`', help: [didYouMean.zh], fix: near.zh },
  },
  'E215/missing': {
    en: {
      message: 'playbook `{playbook}` needs the parameter `{name}`',
      help: ['add `{name}: …` between the parentheses'],
    },
    zh: { message: '剧本 `{playbook}` 需要参数 `{name}`', help: ['请在括号内加上 `{name}: …`'] },
  },
  'E215/twice': {
    en: { message: 'the parameter `{name}` is given twice', help: ['keep one of them'] },
    zh: { message: '参数 `{name}` 给出了两次', help: ['请只保留一个'] },
  },
  E216: {
    en: { message: '{what} `{name}` is made of itself', help: ['take the part out that names it again'] },
    zh: { message: '{what} `{name}` 由其自身构成', help: ['请去掉再次引用它的部分'] },
  },
  E217: {
    en: {
      message: '`{name}` is not constant',
      help: ['`meta` is read before anything happens: write the value itself'],
    },
    zh: { message: '`{name}` 不是常量', help: ['`meta` 在一切发生之前读取：请直接写值'] },
  },
  E219: {
    en: {
      message: 'the name of this {what} has more than {limit} characters',
      help: ['choose a shorter one; what else there is to say stands in `##` lines above it'],
    },
    zh: { message: '此 {what} 的名称超过 {limit} 个字符', help: ['请另选较短的名称；其他说明写在其上方的 `##` 行'] },
  },
  E218: {
    en: { message: 'the constant `{name}` has no member `{member}`', help: ['name one that it has'] },
    zh: { message: '常量 `{name}` 没有成员 `{member}`', help: ['请写它拥有的成员'] },
  },
  E243: {
    en: {
      message: '`{name}` holds no ticket: it is what `{by}` brings',
      help: [didYouMean.en, 'name a ticket where it is made, `ticket create in … as {name}`, and write that name here'],
      fix: near.en,
    },
    zh: {
      message: '`{name}` 不是工单，而是 `{by}` 的结果',
      help: [didYouMean.zh, '请在创建处命名工单：`ticket create in … as {name}`，并在此处写该名称'],
      fix: near.zh,
    },
  },
  E244: {
    en: {
      message: 'level {level} stands twice in this schedule',
      labels: ['the first is here, and the only one that is asked'],
      help: ['give each level a number of its own, or put the people of both into one'],
    },
    zh: {
      message: '级别 {level} 在此值班表中出现两次',
      labels: ['第一个在此处，只有它会生效'],
      help: ['请为每个级别使用不同的编号，或将两者的人员合并'],
    },
  },
} as const satisfies Record<string, Entry>
