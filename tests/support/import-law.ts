/** Which file may import, read and call what. `tests/architecture.test.ts` holds the whole source to it. */
import { posix } from 'node:path'

export interface Source {
  /** From the root of the project, with slashes. */
  readonly path: string
  readonly text: string
}
export interface Violation {
  readonly law: string
  readonly path: string
  readonly found: string
}

interface Import {
  /** Path from the root for our own files, else the package's name. */
  readonly target: string
  readonly ours: boolean
  readonly typeOnly: boolean
}

/** One law about imports: files under `from` may not import what `bad` names. */
interface ImportLaw {
  readonly law: string
  readonly from: RegExp
  readonly bad: (found: Import) => boolean
}

const ours = (pattern: RegExp) => (found: Import) => found.ours && pattern.test(found.target)
const packageOutside = (name: RegExp) => (found: Import) => !found.ours && name.test(found.target)

const importLaws: readonly ImportLaw[] = [
  { law: 'dsl imports nothing of ours', from: /^dsl\/(?!.*\.mjs$)/, bad: ours(/^(?!dsl\/)/) },
  {
    law: 'dsl is pure',
    from: /^dsl\/(?!.*\.mjs$)/,
    bad: packageOutside(/^(node:|@temporalio\/|hono|sequelize|react|pino)/),
  },
  {
    law: 'workflows see activities as types only',
    from: /^workflows\//,
    bad: (found) => found.ours && found.target.startsWith('activities/') && !found.typeOnly,
  },
  { law: 'workflows do not import engine', from: /^workflows\//, bad: ours(/^(engine|editor)\//) },
  { law: 'activities import dsl/model only', from: /^activities\//, bad: ours(/^dsl\/(?!model\/)/) },
  { law: 'activities do not import engine', from: /^activities\//, bad: ours(/^(engine|workflows|editor)\//) },
  // The worker hands the folder to the bundler as a path; types of signals and queries may be shared.
  {
    law: 'engine names workflows only',
    from: /^engine\//,
    bad: (found) => found.ours && found.target.startsWith('workflows/') && !found.typeOnly,
  },
  { law: 'engine does not import the editor', from: /^engine\//, bad: ours(/^editor\//) },
  {
    law: 'editor does not import engine code',
    from: /^editor\//,
    bad: (found) => found.ours && /^(engine|activities|workflows)\//.test(found.target) && !found.typeOnly,
  },
  { law: 'shipped code does not import tests', from: /^(?!tests\/)/, bad: ours(/^tests\//) },
  {
    law: 'json-rules-engine only in engine/matching',
    from: /^(?!engine\/matching\/|tests\/)/,
    bad: packageOutside(/^json-rules-engine$/),
  },
  {
    law: '@xyflow/react only in editor/canvas',
    from: /^(?!editor\/canvas\/|tests\/)/,
    bad: packageOutside(/^@xyflow\/react$/),
  },
  {
    law: 'sequelize only in engine/store and engine/pipeline',
    from: /^(?!engine\/(store|pipeline)\/|tests\/)/,
    bad: packageOutside(/^(sequelize|umzug)$/),
  },
]

/** One law about a file's code, its comments and strings taken out. */
interface TextLaw {
  readonly law: string
  readonly from: RegExp
  readonly bad: RegExp
}
const textLaws: readonly TextLaw[] = [
  {
    law: 'dsl is pure',
    from: /^dsl\/(?!.*\.mjs$)/,
    bad: /\b(Date\.now\(|new Date\(\)|Math\.random\(|fetch\(|setTimeout\(|setInterval\(|process\.|localStorage|document\.)/,
  },
  {
    law: 'only config reads process.env',
    from: /^(?!engine\/config[^/]*\.ts$|engine\/launcher\/bootstrap\.mjs$|tests\/)/,
    bad: /\bprocess\s*\??\.\s*env\b|\bprocess\s*\[|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b|\{[^}]*\benv\b[^}]*\}\s*from\s*''/,
  },
  { law: 'no default export', from: /^(?!.*\.config\.ts$)/, bad: /\bexport\s+default\b|\bas\s+default\s*[,}]/ },
  { law: 'no any', from: /\.tsx?$/, bad: /(?:[:<|&,(]|\bas|\bsatisfies|=>)\s*any\b(?!\s*[:(])/ },
]

const pathLaws: readonly TextLaw[] = [
  { law: 'names say what a file holds', from: /^/, bad: /(^|[/-])(utils?|helpers?|misc|common|manager)(\.|\/|$)/i },
  // Components bear the name of what they show, hooks that of the function.
  { law: 'kebab-case names', from: /^(?!editor\/)/, bad: /(^|\/)[^/]*[A-Z_][^/]*$/ },
]

/** Imports that may close a circle, each with its reason. */
const circlesAllowed: readonly { readonly from: string; readonly to: string; readonly why: string }[] = [
  {
    from: 'dsl/run/abandon.ts',
    to: 'dsl/run/steps/index.ts',
    why: 'a step that ends gives up what is inside it, and each of those has a step of its own that says what this means',
  },
]

/** Of shipped files; tests are tables and may be long. */
const longest = 400

/** Every breach of the law in these sources. */
export function violations(sources: readonly Source[]): readonly Violation[] {
  return [...sources.flatMap(breachesIn), ...circlesAmong(sources)]
}

function breachesIn(source: Source): readonly Violation[] {
  const code = withoutCommentsAndStrings(source.text)
  const broken = <L extends { law: string; from: RegExp }>(laws: readonly L[], finds: (law: L) => string | undefined) =>
    laws.flatMap((law) => {
      const found = law.from.test(source.path) ? finds(law) : undefined
      return found === undefined ? [] : [{ law: law.law, path: source.path, found }]
    })
  const imports = importsOf(source)
  const lines = source.text.split('\n').length - 1
  return [
    ...broken(importLaws, ({ bad }) => imports.find(bad)?.target),
    ...broken(textLaws, ({ bad }) => bad.exec(code)?.[0]),
    ...broken(pathLaws, ({ bad }) => bad.exec(source.path)?.[0]),
    ...(lines > longest && !source.path.startsWith('tests/')
      ? [{ law: `at most ${longest} lines`, path: source.path, found: `${lines} lines` }]
      : []),
  ]
}

/** Files that load each other, which none of them can then rely on. Types may: they are gone when it runs. */
function circlesAmong(sources: readonly Source[]): readonly Violation[] {
  const targetsOf = (source: Source) =>
    importsOf(source).flatMap(({ target, ours, typeOnly }) =>
      !ours || typeOnly || circlesAllowed.some(({ from, to }) => from === source.path && to === target) ? [] : [target],
    )
  let left = new Map(sources.map((source) => [source.path, targetsOf(source)]))
  // A file that imports nothing of the rest, or that the rest does not import, is in no circle.
  for (let before = Number.POSITIVE_INFINITY; left.size < before; ) {
    before = left.size
    const imported = new Set([...left.values()].flat())
    left = new Map([...left].filter(([path, targets]) => imported.has(path) && targets.some((to) => left.has(to))))
  }
  return [...left].map(([path, targets]) => ({
    law: 'no circle of value imports',
    path,
    found: targets.filter((to) => left.has(to)).join(', '),
  }))
}

function importsOf({ path, text }: Source): readonly Import[] {
  // Comments only: the strings are what we look for.
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, ' ').replaceAll(/^\s*\/\/.*$/gm, ' ')
  const statement =
    /\b(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g
  return [...code.matchAll(statement)].map((match) => {
    const name = match[2] ?? match[3] ?? ''
    const relative = name.startsWith('.')
    return {
      target: relative ? posix.normalize(posix.join(posix.dirname(path), name)) : name,
      ours: relative,
      // `import('x').T` stands in types; as an expression it is followed by a bracket, a dot-then or nothing.
      typeOnly: match[1] !== undefined || /^\.[A-Z]/.test(code.slice((match.index ?? 0) + match[0].length)),
    }
  })
}

/** Strings become '', comments a blank; template literals keep their `${}` parts. */
function withoutCommentsAndStrings(text: string): string {
  const token = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[\s\S])*`/g
  return text.replaceAll(token, (found) => {
    if (found.startsWith('/')) return ' '
    if (!found.startsWith('`')) return "''"
    return [...found.matchAll(/\$\{([^}]*)\}/g)].map((part) => part[1]).join(' ')
  })
}
