/** How the reader of our lines can type a verb, and where; beside the settings, because the environment tells it. */

/**
 * A command that works when it is pasted: there is no program `tocsin` where npm has run us, only a script of that name.
 * @param words verb and arguments; empty: the program alone
 * @example commandLine('explain W508') // 'npm run -s tocsin -- explain W508'
 */
export const commandLine = (words = '', script = process.env.npm_lifecycle_event): string =>
  `${script === 'tocsin' || script === 'start' ? 'npm run -s tocsin --' : 'tocsin'} ${words}`.trimEnd()

/**
 * The folder in which the command was typed: npm changes to ours before it runs us, and says in INIT_CWD where it was.
 * Files that the command line names are meant from there; relative paths of settings stay those of our folder.
 */
export const typedIn = (env: Readonly<Record<string, string | undefined>> = process.env): string =>
  (env.npm_lifecycle_event === 'tocsin' && env.INIT_CWD?.trim()) || process.cwd()
