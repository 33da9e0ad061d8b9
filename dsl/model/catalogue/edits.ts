import type { Entry } from './entry.ts'

/** E92x: an edit on the canvas that is not done, and what to do instead. */
export const edits = {
  E920: {
    en: { message: 'there is no {what} `{id}` here', help: ['look at the file again: its text may have changed'] },
    zh: { message: '此处没有 {what} `{id}`', help: ['请重新查看文件：文本可能已更改'] },
  },
  E921: {
    en: { message: 'this does not read as {what}: {reason}', help: ['{remedy}', 'write {what}, and nothing else'] },
    zh: { message: '这不能读作 {what}：{reason}', help: ['{remedy}', '请只写 {what}'] },
  },
  E922: {
    en: { message: '`{id}` cannot be put inside itself', help: ['choose a place outside of it'] },
    zh: { message: '`{id}` 不能放入其自身', help: ['请选择其外部的位置'] },
  },
  E923: {
    en: {
      message: 'this edit would make the file say something else than was asked for',
      help: ['nothing was changed; make the change in the text, and report this with the file: the fault is ours'],
    },
    zh: {
      message: '此编辑会使文件的含义与要求不符',
      help: ['未作任何更改；请在文本中修改，并附上文件报告：这是 Tocsin 的缺陷'],
    },
  },
  E924: {
    en: { message: '`{step}` holds no steps that could be taken out', help: ['move or delete it as it is'] },
    zh: { message: '`{step}` 不包含可取出的步骤', help: ['请直接移动或删除它'] },
  },
  'E924/others': {
    en: {
      message: 'taken out of `{step}`, the steps of `{lane}` would be lost',
      help: ['move or delete them first'],
    },
    zh: { message: '从 `{step}` 中取出后，`{lane}` 的步骤会丢失', help: ['请先移动或删除它们'] },
  },
  E925: {
    en: { message: '`{step}` needs at least one {what}', help: ['remove the `{step}` as a whole'] },
    zh: { message: '`{step}` 至少需要一个 {what}', help: ['请删除整个 `{step}`'] },
  },
  E926: {
    en: { message: 'this cannot be called so: {reason}', help: ['choose another name'] },
    zh: { message: '不能使用此名称：{reason}', help: ['请另选名称'] },
  },
  E927: {
    en: { message: '`{node}` has no field `{field}`', help: ['it has {fields}'] },
    zh: { message: '`{node}` 没有字段 `{field}`', help: ['可用 {fields}'] },
  },
} as const satisfies Record<string, Entry>
