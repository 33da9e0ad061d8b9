import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { Hono } from 'hono'
import type { Environment } from './environment.ts'
import { permissions, type RouteName } from './permissions.ts'
import { refuse } from './problem.ts'

const modules = join(import.meta.dirname, '..', '..', 'node_modules')
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
/** Redoc knows one scheme and takes its colours when it starts, so a change shows at the next load. */
const redocDark = {
  colors: {
    primary: { main: '#8ab8ff' },
    success: { main: '#7fd894' },
    error: { main: '#ff8a8a' },
    text: { primary: '#e8eaee', secondary: '#a9b0bd' },
    border: { dark: '#3a3f4a', light: '#3a3f4a' },
    responses: {
      success: { color: '#7fd894', backgroundColor: '#1f2a24', tabTextColor: '#7fd894' },
      error: { color: '#ff8a8a', backgroundColor: '#2d2024', tabTextColor: '#ff8a8a' },
      redirect: { color: '#ecc94b', backgroundColor: '#2a271c', tabTextColor: '#ecc94b' },
      info: { color: '#8ab8ff', backgroundColor: '#1e2530', tabTextColor: '#8ab8ff' },
    },
  },
  schema: { nestedBackground: '#1f2229', linesColor: '#5a6270', typeNameColor: '#a9b0bd', typeTitleColor: '#a9b0bd' },
  typography: { code: { color: '#ff9d9d', backgroundColor: '#262a33' }, links: { color: '#8ab8ff' } },
  sidebar: { backgroundColor: '#1f2229', textColor: '#e8eaee', activeTextColor: '#8ab8ff' },
  rightPanel: { backgroundColor: '#111318' },
}
const redocStart = `const theme = matchMedia('(prefers-color-scheme: dark)').matches ? ${JSON.stringify(redocDark)} : {}
Redoc.init('/openapi.json', { disableSearch: false, hideDownloadButtons: false, theme }, document.getElementById('page'))`
const redocStyle = `<style>
body { margin: 0 }
@media (prefers-color-scheme: dark) { body { background: #16181d; color: #e8eaee } select, option { color-scheme: dark } }
</style>`

/** Redoc searches in a worker that it makes from a blob, and both pages style by script. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const html = (title: string, head: string, scripts: readonly string[]) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
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
  const file = async (name: string): Promise<Response> => {
    const script = name === 'docs/start.js' ? swaggerStart : name === 'redoc/start.js' ? redocStart : null
    if (script !== null) return new Response(script, { headers: { 'content-type': 'text/javascript' } })
    const [path, type] = (Object.hasOwn(files, name) && files[name]) || []
    if (!path || !type) refuse('not-found', 'Nothing is served at this address. See /docs.')
    return new Response(await readFile(join(modules, path)), {
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
    .get('/redoc', page('Tocsin API reference', redocStyle, ['/redoc/redoc.standalone.js', '/redoc/start.js']))
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
