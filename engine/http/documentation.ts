import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { Hono } from 'hono'
import type { Environment } from './environment.ts'
import { permissions, type RouteName } from './permissions.ts'
import { refuse } from './problem.ts'

/**
 * Redoc's side menu loads its maker's mark from their server, and has no option to leave it out. An address of ours that
 * is empty takes its place: the page asks nobody outside, and the words beside it stay.
 */
const withoutMark = (bundle: string): string =>
  bundle.replaceAll('https://cdn.redoc.ly/redoc/logo-mini.svg', emptyImage)
const emptyImage = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E"

const modules = join(import.meta.dirname, '..', '..', 'node_modules')
async function served(name: string, path: string): Promise<string | Buffer<ArrayBuffer>> {
  const file = join(modules, path)
  return name === 'redoc/redoc.standalone.js' ? withoutMark(await readFile(file, 'utf8')) : readFile(file)
}
/** The files that the two pages need, by the name in their address: nothing else of these packages is served. */
const files: Readonly<Record<string, readonly [file: string, type: string]>> = {
  'docs/swagger-ui.css': ['swagger-ui-dist/swagger-ui.css', 'text/css'],
  'docs/swagger-ui-bundle.js': ['swagger-ui-dist/swagger-ui-bundle.js', 'text/javascript'],
  'docs/favicon-32x32.png': ['swagger-ui-dist/favicon-32x32.png', 'image/png'],
  'redoc/redoc.standalone.js': ['redoc/bundles/redoc.standalone.js', 'text/javascript'],
}
/** Swagger UI brings dark colours of its own, behind this class on the root; it follows a change while the page is open. */
const swaggerStart = `const dark = matchMedia('(prefers-color-scheme: dark)')
const paint = () => document.documentElement.classList.toggle('dark-mode', dark.matches)
dark.addEventListener('change', paint)
paint()
SwaggerUIBundle({ url: '/openapi.json', dom_id: '#page', deepLinking: true, docExpansion: 'none' })`
/** Light in both schemes: colours of its own stand in Redoc's code, and on a dark page parts of its text cannot be read. */
const redocStart = `Redoc.init('/openapi.json', { disableSearch: false, hideDownloadButtons: false }, document.getElementById('page'))`

/** Redoc searches in a worker that it makes from a blob, and both pages style by script. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const html = (title: string, head: string, scripts: readonly string[]) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="/docs/favicon-32x32.png">
${head}
</head>
<body>
<div id="page"></div>
${scripts.map((script) => `<script src="${script}"></script>`).join('\n')}
</body>
</html>
`

/** `/openapi.json`, and the two pages that show it, from local files (D63). */
export function documentation(app: OpenAPIHono<Environment>): Hono<Environment> {
  let description: object | null = null
  const describe = () => {
    app.openAPIRegistry.registerComponent('securitySchemes', 'key', { type: 'http', scheme: 'bearer' })
    const document = app.getOpenAPI31Document({
      openapi: '3.1.0',
      info: {
        title: 'Tocsin',
        version: '1',
        description: 'Alerts in, durable playbooks out. Errors are RFC 9457 problem details with a stable `code`.',
        license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
      },
      security: [{ key: [] }],
    })
    for (const name of Object.keys(permissions) as RouteName[]) {
      const [method = '', path = ''] = name.split(' ')
      const operation = document.paths?.[path]?.[method.toLowerCase() as 'get']
      if (!operation) continue
      const permission = permissions[name]
      const open = permission === 'public' || permission === 'link'
      operation.operationId = operationId(method, path)
      operation.security = open ? [] : [{ key: [] }]
      if (!open)
        operation.description = `Needs a key with scope \`${permission === 'source' ? 'ingest' : permission}\`, unless in loopback mode.`
    }
    return document
  }
  const page = (title: string, head: string, scripts: readonly string[]) => () =>
    new Response(html(title, head, scripts), {
      headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
    })
  // Read once: Redoc's alone is a megabyte, and none changes while the process lives.
  const read = new Map<string, ReturnType<typeof served>>()
  const file = async (name: string): Promise<Response> => {
    const script = name === 'docs/start.js' ? swaggerStart : name === 'redoc/start.js' ? redocStart : null
    if (script !== null) return new Response(script, { headers: { 'content-type': 'text/javascript' } })
    const [path, type] = (Object.hasOwn(files, name) && files[name]) || []
    if (!path || !type) refuse('not-found', 'Nothing is served at this address. See /docs.')
    const bytes = read.get(name) ?? served(name, path)
    read.set(name, bytes)
    // A file that could not be read may be there next time.
    bytes.catch(() => read.delete(name))
    return new Response(await bytes, {
      headers: { 'content-type': type, 'cache-control': 'public, max-age=3600' },
    })
  }
  return new Hono<Environment>()
    .get('/openapi.json', (c) => {
      description ??= describe()
      return c.json(description)
    })
    .get(
      '/docs',
      page('Tocsin API', '<link rel="stylesheet" href="/docs/swagger-ui.css">', [
        '/docs/swagger-ui-bundle.js',
        '/docs/start.js',
      ]),
    )
    .get('/docs/:file', (c) => file(`docs/${c.req.param('file')}`))
    .get(
      '/redoc',
      page('Tocsin API reference', '<style>:root { color-scheme: only light } body { margin: 0 }</style>', [
        '/redoc/redoc.standalone.js',
        '/redoc/start.js',
      ]),
    )
    .get('/redoc/:file', (c) => file(`redoc/${c.req.param('file')}`))
}

/** `GET /api/v1/alerts/{id}` is `getAlertsById`: generators of clients name functions so. */
function operationId(method: string, path: string): string {
  const words = path.replace('/api/v1', '').split('/').filter(Boolean)
  const name = words.map((word) => {
    const bare = word.replace(/[{}]/g, '').replaceAll(/[-.](\w)/g, (_, letter: string) => letter.toUpperCase())
    return `${word.startsWith('{') ? 'By' : ''}${bare.charAt(0).toUpperCase()}${bare.slice(1)}`
  })
  return `${method.toLowerCase()}${name.join('')}`
}
