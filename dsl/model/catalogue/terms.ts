/** Kinds of things that messages name: by id in a problem's `args`, in words here. What is not listed is said as it is. */
interface Term {
  readonly en: string
  readonly zh: string
}
const one = (zh: string, en: string): Term => ({ en, zh })

/** Args of a problem that hold such ids; `expected` holds several, with `|` between. */
export const termArgs: ReadonlySet<string> = new Set(['what', 'other', 'left', 'right', 'type', 'legal'])

export const terms: ReadonlyMap<string, Term> = new Map([
  // Kinds of declarations.
  ['rule', one('规则', 'rule')],
  ['test', one('测试', 'test')],
  ['const', one('常量', 'const')],
  ['condition', one('条件', 'condition')],
  ['window', one('时段', 'window')],
  ['connection', one('连接', 'connection')],
  ['template', one('模板', 'template')],
  ['schedule', one('值班表', 'schedule')],
  ['inhibit', one('抑制', 'inhibit')],
  ['playbook', one('剧本', 'playbook')],
  ['value', one('值', 'value')],
  ['file', one('文件', 'file')],
  ['nothing', one('无', 'nothing')],
  // Types of values.
  ['text', one('文本', 'text')],
  ['number', one('数值', 'number')],
  ['percent', one('百分比', 'percent')],
  ['duration', one('时长', 'duration')],
  ['size', one('大小', 'size')],
  ['time', one('时间', 'time')],
  ['severity', one('严重级别', 'severity')],
  ['status', one('状态', 'status')],
  ['boolean', one('布尔值', 'boolean')],
  ['list', one('列表', 'list')],
  ['map', one('映射', 'map')],
  ['handle', one('人员或团队', 'handle')],
  ['measured', one('测量值', 'measured value')],
  // Secrets.
  ['slack-token', one('Slack 令牌', 'a Slack token')],
  ['slack-webhook', one('Slack webhook 地址', 'a Slack webhook')],
  ['aws-key', one('AWS 访问密钥', 'an AWS access key')],
  ['github-token', one('GitHub 令牌', 'a GitHub token')],
  ['gitlab-token', one('GitLab 令牌', 'a GitLab token')],
  ['google-key', one('Google API 密钥', 'a Google API key')],
  ['stripe-key', one('Stripe 密钥', 'a Stripe key')],
  ['telegram-token', one('Telegram 机器人令牌', 'a Telegram bot token')],
  ['bearer', one('Bearer 令牌', 'a bearer token')],
  ['url-password', one('地址中的密码', 'a password in an address')],
  ['private-key', one('私钥', 'a private key')],
  // What could have stood somewhere.
  ['a-declaration', one('声明（如 `rule`、`playbook`）', 'a declaration (`rule`, `playbook` …)')],
  ['a-step', one('步骤', 'a step')],
  ['a-clause', one('子句（如 `with`、`timeout`）', 'a clause (`with`, `timeout` …)')],
  ['a-rule-item', one('规则的条目（如 `when`、`then`）', 'an item of a rule (`when`, `then` …)')],
  ['a-test-item', one('测试的条目（如 `given`、`expect`）', 'an item of a test (`given`, `expect` …)')],
  ['a-comparison', one('比较', 'a comparison')],
  ['a-condition', one('条件', 'a condition')],
  ['a-value', one('值', 'a value')],
  ['a-key', one('键', 'a key')],
  ['a-string', one('带引号的文本', 'a text in quotes')],
  ['a-regex', one('模式（如 `/disk.*/`）', 'a pattern like `/disk.*/`')],
  ['a-datetime', one('时刻（如 `2026-01-31T09:00`）', 'a moment like `2026-01-31T09:00`')],
  ['a-date', one('日期（如 `2026-01-31`）', 'a date like `2026-01-31`')],
  ['a-time', one('时间（如 `09:00`）', 'a time like `09:00`')],
  ['a-duration', one('时长（如 `15m`）', 'a duration like `15m`')],
  ['a-size', one('大小（如 `20GiB`）', 'a size like `20GiB`')],
  ['a-percent', one('百分比（如 `5%`）', 'a percentage like `5%`')],
  ['a-number', one('数值', 'a number')],
  ['a-handle', one('人员或团队（如 `@team`）', 'a handle like `@team`')],
  ['a-path', one('路径（如 `label.host`）', 'a path like `label.host`')],
  ['a-ident', one('名称', 'a name')],
  ['a-day', one('星期（如 `mon`）', 'a day like `mon`')],
  ['a-bool', one('`true`、`false` 或 `none`', '`true`, `false` or `none`')],
])
