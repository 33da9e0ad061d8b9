/** What to do about a text that does not read, by the slip that was made. A problem carries the id in `args.hint`. */
export const hints = {
  write: { en: 'write `{better}`', zh: '请写 `{better}`' },
  insert: { en: '`{better}` is missing behind `{before}`', zh: '`{before}` 之后缺少 `{better}`' },
  'insert-before': { en: 'write `{better}` in front of it', zh: '请在前面写 `{better}`' },
  remove: { en: 'leave `{word}` out', zh: '请去掉 `{word}`' },
  'did-you-mean': { en: 'did you mean `{better}`?', zh: '是否想写 `{better}`？' },
  reserved: { en: '`{word}` is a reserved word; choose another name', zh: '`{word}` 是保留字；请另选名称' },
  unit: {
    en: 'write the unit: `{number}m` or `{number}s`',
    zh: '请写上单位：`{number}m` 或 `{number}s`',
  },
  'written-unit': {
    en: 'a duration is a number with a letter: `{better}`',
    zh: '时长是数字加字母：`{better}`',
  },
  'whole-duration': { en: 'a duration has whole numbers: `{better}`', zh: '时长只用整数：`{better}`' },
  'joined-duration': { en: 'a duration is one word: `{better}`', zh: '时长写成一个词：`{better}`' },
  'unquote-duration': { en: 'a duration stands without quotes: `{better}`', zh: '时长不加引号：`{better}`' },
  'no-months': {
    en: 'months and years differ in length; write days: `{better}`',
    zh: '月和年长短不一；请写天数：`{better}`',
  },
  'every-day': {
    en: 'write `{better}`; for a time of the day write `on cron "0 9 * * *" in "Europe/London"`',
    zh: '请写 `{better}`；要指定时刻请写 `on cron "0 9 * * *" in "Europe/London"`',
  },
  'rotate-from': {
    en: 'say how long a turn is, and when the first began: `{better}`',
    zh: '请写明每班多长、首班何时开始：`{better}`',
  },
  moment: {
    en: 'a moment is a day and a time: `{better}`',
    zh: '时间点包括日期和时间：`{better}`',
  },
  clock: { en: 'times are those of 24 hours: `{better}`', zh: '时间用 24 小时制：`{better}`' },
  quotes: { en: 'write it in quotes: `{better}`', zh: '请加引号：`{better}`' },
  unquote: { en: 'this is a name, written without quotes: `{better}`', zh: '这是名称，不加引号：`{better}`' },
  'unquote-number': { en: 'write it without quotes: `{better}`', zh: '请不加引号：`{better}`' },
  'double-quotes': { en: 'text stands in double quotes', zh: '文本写在双引号内' },
  'double-quotes-holes': {
    en: 'text stands in double quotes, and values in it in `{{ }}`: `"hi {{label.name}}"`',
    zh: '文本写在双引号内，其中的值写在 `{{ }}` 内：`"hi {{label.name}}"`',
  },
  'plain-quotes': { en: 'text stands in plain double quotes', zh: '文本写在普通双引号内' },
  not: { en: 'write `not`, or `!=` for "is not"', zh: '请写 `not`；表示"不等于"请写 `!=`' },
  comment: { en: 'comments begin with `#`', zh: '注释以 `#` 开头' },
  semicolon: { en: 'statements need no separator', zh: '语句之间不需要分隔符' },
  dollar: { en: 'names are written without it', zh: '名称不带此符号' },
  'no-break-space': { en: 'it is a no-break space; write a plain one', zh: '这是不间断空格；请用普通空格' },
  yaml: {
    en: 'this is not YAML: a rule is written `rule "name" { when … then { … } }`',
    zh: '这不是 YAML：规则写作 `rule "名称" { when … then { … } }`',
  },
  'rule-shape': {
    en: 'a rule is written `rule "name" { when … then { … } }`',
    zh: '规则写作 `rule "名称" { when … then { … } }`',
  },
  'rule-brace': {
    en: 'what belongs to it stands in braces: `{word} "…" { … }`',
    zh: '其内容写在花括号内：`{word} "…" { … }`',
  },
  brace: { en: 'what belongs to it stands in braces: `{ … }`', zh: '其内容写在花括号内：`{ … }`' },
  'then-brace': { en: 'steps stand in braces: `then { … }`', zh: '步骤写在花括号内：`then { … }`' },
  'map-brace': {
    en: 'its entries stand in braces: `{word} { key: value }`',
    zh: '其条目写在花括号内：`{word} { 键: 值 }`',
  },
  colon: { en: 'no `:` stands behind `{word}`', zh: '`{word}` 之后不加 `:`' },
  const: { en: 'a value of your own is declared: `const {word} = …`', zh: '自定义的值须声明：`const {word} = …`' },
  'step-outside': { en: 'steps stand inside `then { … }`', zh: '步骤写在 `then { … }` 内' },
  meta: { en: 'notes about a rule stand in `meta { {word}: … }`', zh: '规则的说明写在 `meta { {word}: … }` 内' },
  disabled: { en: 'a rule is on; `disabled` alone switches it off', zh: '规则默认启用；单独写 `disabled` 即停用' },
  'for-item': {
    en: '`for` belongs to `dedup by … for 5m`; to gather alerts before acting write `group by … wait 5m`',
    zh: '`for` 属于 `dedup by … for 5m`；要先收集告警再处理，请写 `group by … wait 5m`',
  },
  'if-item': {
    en: 'a rule asks by `when …` and acts in `then { … }`; `if … { … }` stands among the steps of `then`',
    zh: '规则用 `when …` 判断，在 `then { … }` 中执行；`if … { … }` 写在 `then` 的步骤中',
  },
  'else-item': {
    en: 'a rule has no `else`: write a second rule, or `if … { } else { }` inside `then`',
    zh: '规则没有 `else`：请另写一条规则，或在 `then` 内写 `if … { } else { }`',
  },
  continue: {
    en: 'the next rule is tried anyway; only `stop processing` keeps it from that',
    zh: '之后的规则总会继续；只有 `stop processing` 才会停止',
  },
  'group-option': {
    en: '`{word}` belongs to the grouping: `group by label.x {better}`',
    zh: '`{word}` 属于分组：`group by label.x {better}`',
  },
  priority: {
    en: 'a priority is a number, 100 where none is written: the higher is asked first',
    zh: '优先级是数值，未写时为 100：数值大的规则先判断',
  },
  'after-step': {
    en: 'write `wait for ack up to {number}` with `on timeout { … }`: its steps come when nobody acknowledged',
    zh: '请写 `wait for ack up to {number}` 和 `on timeout { … }`：无人确认时执行其中的步骤',
  },
  'sleep-before': {
    en: 'steps follow one another: write `sleep {number}` in front of it',
    zh: '步骤依次执行：请在前面写 `sleep {number}`',
  },
  unless: { en: 'write `not (…)`', zh: '请写 `not (…)`' },
  'unless-item': {
    en: 'write `when not (…)`, or `suppress when …` to keep the alert quiet',
    zh: '请写 `when not (…)`；要使告警静默，请写 `suppress when …`',
  },
  tell: {
    en: 'people are told by `notify @team via slack with { title: "…" }`',
    zh: '通知人员请写 `notify @team via slack with { title: "…" }`',
  },
  repeat: {
    en: 'a loop has a limit: `repeat up to 10 times every 1m until (…) { … }`',
    zh: '循环须有上限：`repeat up to 10 times every 1m until (…) { … }`',
  },
  'on-error': {
    en: 'what to do on failure stands behind the step: `on error { … }`',
    zh: '失败时的处理写在步骤之后：`on error { … }`',
  },
  'on-success': {
    en: 'what follows a step runs only when it succeeded, so `on success` is not needed',
    zh: '后面的步骤只在成功后执行，不需要 `on success`',
  },
  handler: {
    en: 'a handler stands behind the step it belongs to, or behind the last brace of `then`',
    zh: '处理块写在其步骤之后，或 `then` 的结束花括号之后',
  },
  run: {
    en: '`run NAME with { … }` runs a remediation, `call NAME(…)` a playbook',
    zh: '`run 名称 with { … }` 执行修复动作，`call 名称(…)` 调用剧本',
  },
  http: { en: 'a request is written `http GET "https://…"`', zh: '请求写作 `http GET "https://…"`' },
  ticket: { en: 'a ticket is made by `ticket create in NAME`', zh: '创建工单请写 `ticket create in 名称`' },
  'else-step': {
    en: '`else` stands right behind the `}` of its `if`, once',
    zh: '`else` 紧跟在 `if` 的 `}` 之后，且只有一个',
  },
  end: { en: 'a run is ended by `end ok` or `end failed "why"`', zh: '结束请写 `end ok` 或 `end failed "原因"`' },
  matches: {
    en: 'patterns are asked by `matches`, in slashes: `{better}`',
    zh: '模式用 `matches`，写在斜杠内：`{better}`',
  },
  pattern: { en: 'a pattern stands in slashes: `{better}`', zh: '模式写在斜杠内：`{better}`' },
  selector: { en: 'a label is asked for by `label.env == "prod"`', zh: '标签写作 `label.env == "prod"`' },
  arithmetic: {
    en: 'there is only `+` and `-`; compare with the result itself',
    zh: '只有 `+` 和 `-`；请直接与结果比较',
  },
  ternary: { en: 'there is no `? :`; write `if … { … } else { … }`', zh: '没有 `? :`；请写 `if … { … } else { … }`' },
  chain: { en: 'compare twice: `… and {better} …`', zh: '请比较两次：`… and {better} …`' },
  between: { en: 'compare twice: `{word} >= … and {word} <= …`', zh: '请比较两次：`{word} >= … and {word} <= …`' },
  joined: { en: 'conditions are joined by `and` or `or`', zh: '条件用 `and` 或 `or` 连接' },
  xor: { en: 'write `(a and not b) or (b and not a)`', zh: '请写 `(a and not b) or (b and not a)`' },
  'no-brackets': { en: 'write them with commas, without brackets', zh: '用逗号分隔，不加方括号' },
  rota: {
    en: 'say when: `always`, `rotate 1w from 2026-01-05T09:00` or `during WINDOW`, then the people in braces',
    zh: '请写明时间：`always`、`rotate 1w from 2026-01-05T09:00` 或 `during 时段`，再把人员写在花括号内',
  },
  'name-missing': { en: 'give it a name: `{word} "…" { … }`', zh: '请命名：`{word} "…" { … }`' },
  number: {
    en: 'durations end in `ms s m h d w`, sizes in `B kB MB GB KiB MiB GiB`; names do not begin with a digit',
    zh: '时长以 `ms s m h d w` 结尾，大小以 `B kB MB GB KiB MiB GiB` 结尾；名称不以数字开头',
  },
  list: { en: 'a list stands in brackets: `["a", "b"]`', zh: '列表写在方括号内：`["a", "b"]`' },
  count: { en: 'write `count of (…) > 3 within 5m`', zh: '请写 `count of (…) > 3 within 5m`' },
  'wait-what': {
    en: 'write `sleep {number}` to pause, or `wait for ack up to {number}` to wait for a person',
    zh: '暂停请写 `sleep {number}`；等待人员确认请写 `wait for ack up to {number}`',
  },
  'up-to': { en: 'a wait has a limit: `up to {number}`', zh: '等待须有时限：`up to {number}`' },
  'wait-approval': { en: 'write `approve by @team up to 30m`', zh: '请写 `approve by @team up to 30m`' },
  'until-parens': { en: 'the condition stands in parentheses: `(…)`', zh: '条件写在圆括号内：`(…)`' },
  parens: { en: 'no parentheses here: `{better}`', zh: '此处不加圆括号：`{better}`' },
  'with-title': { en: 'its text stands in `with`: `{better}`', zh: '文本写在 `with` 中：`{better}`' },
  room: {
    en: '`#` begins a comment; a room stands in quotes: `{better}`',
    zh: '`#` 开始注释；聊天室须加引号：`{better}`',
  },
  whom: { en: 'say whom: `notify @team via {word}`', zh: '请写明通知谁：`notify @team via {word}`' },
  via: { en: 'the way to tell people is named by `via {word}`', zh: '通知方式写作 `via {word}`' },
  'room-target': {
    en: 'a room is a target: `notify "#room" via slack`',
    zh: '聊天室是目标：`notify "#room" via slack`',
  },
  'call-argument': {
    en: 'each value stands behind the name of its parameter: `call {word}(NAME: {better})`',
    zh: '每个值写在其参数名之后：`call {word}(参数名: {better})`',
  },
  'hole-quotes': {
    en: 'the second `"` ends the text: inside `{{ }}` quotes are single, `{better}`',
    zh: '第二个 `"` 结束了文本：`{{ }}` 内使用单引号，`{better}`',
  },
  'run-with': {
    en: 'a remediation takes its values in `with { … }`: `run {word} with { … }`; a playbook is called: `call {word}(…)`',
    zh: '修复动作的值写在 `with { … }` 内：`run {word} with { … }`；剧本用 `call {word}(…)` 调用',
  },
  'step-call': {
    en: '`run {word} with { … }` runs a remediation, `call {word}(…)` a playbook',
    zh: '`run {word} with { … }` 执行修复动作，`call {word}(…)` 调用剧本',
  },
  'argument-value': {
    en: 'an argument is a value, not a condition; a label given to a `bool` is read as true or false when the playbook is called: `dry: label.dry`',
    zh: '参数是值，不是条件；标签传给 `bool` 参数时，调用剧本时读作真或假：`dry: label.dry`',
  },
  'literal-only': {
    en: 'only a literal may stand here, such as `{better}`: no parameter, variable or constant',
    zh: '此处只能写字面值，如 `{better}`：不能用参数、变量或常量',
  },
  'when-true': {
    en: 'leave `when` out: a rule without it takes every alert',
    zh: '请去掉 `when`：没有它的规则接受所有告警',
  },
  'say-left': { en: 'say again of what: `{better} …`', zh: '请再写一次比较的对象：`{better} …`' },
  'with-sent': {
    en: 'what is sent stands in `with`: `with { {word}: … }`',
    zh: '要发送的内容写在 `with` 中：`with { {word}: … }`',
  },
  'plain-type': { en: 'the type is `{better}` alone', zh: '类型只写 `{better}`' },
  matchers: {
    en: 'matchers are a condition: `when label.team == "shop" and label.env in ["prod", "test"]`',
    zh: '匹配写作条件：`when label.team == "shop" and label.env in ["prod", "test"]`',
  },
  'muted-in': {
    en: 'write `suppress when during NAME`, and beside the rule `window NAME in "Europe/London" { … }`',
    zh: '请写 `suppress when during 时段`，并在规则旁写 `window 时段 in "Europe/London" { … }`',
  },
  'inhibit-shape': {
    en: 'what mutes is written `inhibit NAME { source (…) mutes (…) by label.x }`',
    zh: '抑制写作 `inhibit 名称 { source (…) mutes (…) by label.x }`',
  },
  silences: {
    en: 'a silence is no part of a rule file: what the sender mutes it does not send, and what is quiet every week is `suppress when during WINDOW`',
    zh: '静默不写在规则文件中：发送方静默的告警不会发来；每周固定的静默写作 `suppress when during 时段`',
  },
  receivers: {
    en: 'who is told stands in the rule: `then { notify @team via NAME }`; the connection NAME is set by `TOCSIN_CONN_…`',
    zh: '通知谁写在规则中：`then { notify @team via 名称 }`；连接由 `TOCSIN_CONN_…` 设置',
  },
  'item-outside': {
    en: '`{word}` stands inside a rule: `rule "name" { … }`',
    zh: '`{word}` 写在规则内：`rule "名称" { … }`',
  },
  parallel: {
    en: 'write `parallel wait all { branch "…" { … } }`',
    zh: '请写 `parallel wait all { branch "…" { … } }`',
  },
  'for-each': {
    en: 'a loop is written `for each x in LIST max 20 items { … }`',
    zh: '循环写作 `for each x in 列表 max 20 items { … }`',
  },
  'max-items': { en: 'say how many at most: `max 20 items`', zh: '请写明上限：`max 20 items`' },
  'plain-path': {
    en: '`{{ }}` stands only inside texts; here write the path itself',
    zh: '`{{ }}` 只用于文本中；此处直接写路径',
  },
  'days-first': { en: 'say the days first: `every day 09:00..17:00`', zh: '请先写日期：`every day 09:00..17:00`' },
  zone: { en: 'say the time zone: `in "Europe/London"`', zh: '请写明时区：`in "Europe/London"`' },
  'zone-behind': {
    en: 'say the time zone behind it: `in "Europe/London"`',
    zh: '请在其后写明时区：`in "Europe/London"`',
  },
  template: { en: 'a template is a text: `template {word} = "…"`', zh: '模板是文本：`template {word} = "…"`' },
  connection: {
    en: 'say of which kind it is: `connection {word} = slack { … }`',
    zh: '请写明种类：`connection {word} = slack { … }`',
  },
  'param-type': { en: 'say its type: `{word}: string`', zh: '请写明类型：`{word}: string`' },
  returns: {
    en: 'a playbook says nothing of what it gives back; `end` gives back its variables',
    zh: '剧本不声明返回值；`end` 会返回其变量',
  },
  throttle: { en: 'say how many: `throttle 1 per {number}`', zh: '请写明次数：`throttle 1 per {number}`' },
  dedup: {
    en: 'say by what: `dedup by alert.fingerprint for 5m`',
    zh: '请写明依据：`dedup by alert.fingerprint for 5m`',
  },
  'given-map': { en: 'say its fields: `given alert { name: "…" }`', zh: '请写明字段：`given alert { name: "…" }`' },
  trigger: {
    en: 'a rule starts by `on alert`, `on manual`, `on every 5m`, `on cron "…" in "…"`, `on webhook "…"`, `on absence …` or `on sequence …`',
    zh: '规则由 `on alert`、`on manual`、`on every 5m`、`on cron "…" in "…"`、`on webhook "…"`、`on absence …` 或 `on sequence …` 启动',
  },
  'has-name': {
    en: '`has` asks for a member, `has {word}.ok`; whether `{word}` itself is there is no question: read it by `default({word}, …)`',
    zh: '`has` 判断成员：`has {word}.ok`；`{word}` 本身缺失时可用 `default({word}, …)`',
  },
  'expect-compare': {
    en: 'an expectation compares by `==`, `!=`, `>=` …; what `{word}` asks is asked by the rule, and expected by `expect matched "rule"`',
    zh: '期望只用 `==`、`!=`、`>=` 等比较；`{word}` 由规则判断，用 `expect matched "规则"` 检验',
  },
  'label-path': { en: 'say which field: `label.{word}`', zh: '请写明字段：`label.{word}`' },
  'parens-missing': {
    en: 'write `{better}`, with what it needs between the parentheses',
    zh: '请写 `{better}`，参数写在括号内',
  },
} as const satisfies Readonly<Record<string, { readonly en: string; readonly zh: string }>>
export type HintId = keyof typeof hints
