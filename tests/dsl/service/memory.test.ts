import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { diagnostics } from '../../../dsl/service/diagnostics.ts'
import { openProject, type Project, withText } from '../../../dsl/service/project.ts'

const rule = (name: string, note = '') => `
const limit_${name} = 5
rule "${name}" {
  when alert.count > limit_${name}
  then { notify @a with { title: "${note}" } }
}
`

/** Reads the project, edits each rule once, and answers weak references to the versions on the way. */
function edited(): { project: Project; passed: readonly WeakRef<object>[] } {
  const names = ['a', 'b', 'c', 'd']
  const textOf = (done: number) => names.map((name, index) => rule(name, index < done ? 'edited' : '')).join('')
  let project = openProject([['x.rule', textOf(0)]])
  diagnostics(project, 'x.rule')
  const passed: WeakRef<object>[] = []
  for (let done = 1; done <= names.length; done += 1) {
    const parsed = project.files.get('x.rule')
    if (parsed) passed.push(new WeakRef(parsed))
    project = withText(project, 'x.rule', textOf(done))
    diagnostics(project, 'x.rule')
  }
  return { project, passed }
}

test('what is remembered of a declaration holds no earlier version of its file', async () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const { project, passed } = edited()
  // A weak reference is held to the end of the turn in which it was made.
  await new Promise((resolve) => setImmediate(resolve))
  collect()
  expect(passed.map((version) => version.deref() === undefined)).toEqual([true, true, true, true])
  expect(diagnostics(project, 'x.rule')).toEqual([])
})
