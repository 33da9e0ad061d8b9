import type { Entry } from './entry.ts'

/** E1xx: the text can't be read. */
export const syntax = {
  E101: {
    en: { message: 'expected {expected}, found {found}', help: ['{hint}'], fix: '{better}' },
    zh: { message: '此处应为 {expected}，却是 {found}', help: ['{hint}'], fix: '{better}' },
  },
  'E101/end': {
    en: { message: 'expected {expected}, but the {what} ends here', help: ['{hint}'] },
    zh: { message: '此处应为 {expected}，但 {what} 到此结束', help: ['{hint}'] },
  },
  'E101/short': {
    en: {
      message: 'expected {expected} behind `{last}`, but the statement ends there',
      help: ['{hint}'],
      fix: '{better}',
    },
    zh: { message: '`{last}` 之后应为 {expected}，但语句到此结束', help: ['{hint}'], fix: '{better}' },
  },
  'E101/nothing': {
    en: { message: '{found} does not belong here', help: ['{hint}'] },
    zh: { message: '{found} 不应出现在此处', help: ['{hint}'] },
  },
  E102: {
    en: {
      message: 'this text has no closing quote',
      here: 'begins here',
      help: ['close it with `"` on the same line; text of several lines stands in `"""`'],
    },
    zh: { message: '字符串缺少结束引号', here: '从此处开始', help: ['请在同一行用 `"` 结束；多行文本写在 `"""` 之间'] },
  },
  E103: {
    en: { message: 'expected a comparison, found `=`', here: '`=` only sets values', help: ['write `==`'], fix: '==' },
    zh: { message: '此处应为比较，却是 `=`', here: '`=` 只用于赋值', help: ['请写 `==`'], fix: '==' },
  },
  E104: {
    en: {
      message: '`{bracket}` is never closed',
      here: 'opened here',
      help: ['add `{closer}` where what it holds ends'],
    },
    zh: { message: '`{bracket}` 没有关闭', here: '在此处打开', help: ['请在内容结束处加上 `{closer}`'] },
  },
  'E104/before': {
    en: {
      message: '`{bracket}` is never closed',
      here: 'opened here',
      labels: ['`{next}` would be inside it'],
      help: ['add `{closer}` where what it holds ends, before `{next}`'],
    },
    zh: {
      message: '`{bracket}` 没有关闭',
      here: '在此处打开',
      labels: ['`{next}` 会位于其中'],
      help: ['请在内容结束处、`{next}` 之前加上 `{closer}`'],
    },
  },
  E105: {
    en: {
      message: 'a label with a hyphen in its name is written in quotes',
      here: 'would be a subtraction',
      help: ['write `{better}`'],
      fix: '{better}',
    },
    zh: { message: '名称含连字符的标签须写在引号内', here: '会被读作减法', help: ['请写 `{better}`'], fix: '{better}' },
  },
  E106: {
    en: {
      message: 'this is nested more than {limit} levels deep',
      help: ['name a part of it as a `condition`, `const` or `playbook`'],
    },
    zh: { message: '嵌套超过 {limit} 层', help: ['请把其中一部分命名为 `condition`、`const` 或 `playbook`'] },
  },
  E107: {
    en: {
      message: '`{found}` does not belong in `{{ }}`',
      help: [
        'inside stands a path or a function, then filters: `{{alert.name | upper}}`; text stands in single quotes',
      ],
    },
    zh: {
      message: '`{found}` 不应出现在 `{{ }}` 中',
      help: ['其中写路径或函数，再写过滤器：`{{alert.name | upper}}`；文本用单引号'],
    },
  },
  'E107/foreign': {
    en: { message: '`{found}` does not belong in `{{ }}`', help: ['write `{better}`'], fix: '{better}' },
    zh: { message: '`{found}` 不应出现在 `{{ }}` 中', help: ['请写 `{better}`'], fix: '{better}' },
  },
  'E107/text': {
    en: {
      message: '`{found}` is written out already, so it needs no `{{ }}`',
      help: [
        'write `{better}` into the text',
        'write it into the text as it shall stand there; filters work on a path or a function: `{{alert.name | upper}}`',
      ],
      fix: '{better}',
    },
    zh: {
      message: '`{found}` 已是文本本身，不需要 `{{ }}`',
      help: ['请直接在文本中写 `{better}`', '请按最终形式直接写入文本；过滤器用于路径或函数：`{{alert.name | upper}}`'],
      fix: '{better}',
    },
  },
  'E107/empty': {
    en: {
      message: 'there is nothing between `{{` and `}}`',
      help: ['name what stands here, or write `\\{{` for the braces themselves'],
    },
    zh: { message: '`{{` 与 `}}` 之间没有内容', help: ['请写明内容；要写花括号本身请用 `\\{{`'] },
  },
  'E107/ended': {
    en: {
      message: 'the inside of `{{ }}` is not complete',
      help: ['inside stands a path or a function, then filters: `{{alert.name | upper}}`'],
    },
    zh: { message: '`{{ }}` 的内容不完整', help: ['其中写路径或函数，再写过滤器：`{{alert.name | upper}}`'] },
  },
  'E107/unclosed': {
    en: { message: '`{{` is never closed', help: ['add `}}`, or write `\\{{` for the braces themselves'] },
    zh: { message: '`{{` 没有关闭', help: ['请加上 `}}`；要写花括号本身请用 `\\{{`'] },
  },
  E108: {
    en: { message: '`{escape}` means nothing in a text', help: ['write `\\\\` for a backslash'] },
    zh: { message: '文本中的 `{escape}` 没有意义', help: ['反斜杠请写 `\\\\`'] },
  },
  E109: {
    en: { message: 'edition {edition} is not known to this version', help: ['write `edition 1`'] },
    zh: { message: '此版本不认识 edition {edition}', help: ['请写 `edition 1`'] },
  },
  E110: {
    en: { message: 'the character {character} means nothing here', help: ['{hint}'], fix: '{better}' },
    zh: { message: '字符 {character} 在此处没有意义', help: ['{hint}'], fix: '{better}' },
  },
  'E110/quotes': {
    en: { message: 'these quotes mean nothing here', help: ['{hint}'], fix: '{better}' },
    zh: { message: '此处的引号没有意义', help: ['{hint}'], fix: '{better}' },
  },
  'E110/number': {
    en: { message: '`{found}` is neither a number nor a name', help: ['{hint}'], fix: '{better}' },
    zh: { message: '`{found}` 既不是数值也不是名称', help: ['{hint}'], fix: '{better}' },
  },
  'E110/return': {
    en: {
      message: 'a carriage return (CR) alone ends no line',
      help: ['save the file with the line ends LF or CRLF; as it is, all behind a comment would be part of it'],
    },
    zh: {
      message: '单独的回车符（CR）不是行结束符',
      help: ['请以 LF 或 CRLF 作为行结束符保存文件；否则注释之后的内容都会成为注释的一部分'],
    },
  },
  E111: {
    en: { message: 'nothing is open that `{found}` could close', help: ['remove it'], fix: 'remove it' },
    zh: { message: '`{found}` 没有对应的开括号', help: ['请删除'], fix: '删除' },
  },
} as const satisfies Record<string, Entry>
