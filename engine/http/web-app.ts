import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { Hono } from 'hono'
import type { Environment } from './environment.ts'
import { refuse } from './problem.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
}
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const notBuilt = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Tocsin</title><link rel="icon" href="/docs/favicon-32x32.png"></head>
<body>
<h1>Tocsin is running</h1>
<p>The web app is not built yet. <code>npm start</code> builds it; by hand: <code>npx vite build editor</code>.</p>
<p>The API works without it: <a href="/docs">API pages</a>, <a href="/health">health</a>.</p>
</body>
</html>
`

/**
 * The built web app from its folder: `/`, its own files, and `/assets/…`, whose names hold a hash of their content.
 * @param root need not exist; then `/` says how to build it
 */
export const webApp = (root: string) =>
  new Hono<Environment>()
    .get('/', async () => {
      const page = await readIfFile(join(root, 'index.html'))
      return new Response(page ?? notBuilt, {
        headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
      })
    })
    .get('/assets/:file', (c) => send(join(root, 'assets'), c.req.param('file'), 'public, max-age=31536000, immutable'))
    .get('/:file', (c) => send(root, c.req.param('file'), 'no-cache'))

async function send(folder: string, name: string, caching: string): Promise<Response> {
  const type = types[extname(name)]
  // One plain name: no folder, no way up.
  const body = type && /^[\w][\w.-]*$/.test(name) ? await readIfFile(join(folder, name)) : null
  if (!type || body === null) refuse('not-found', 'Nothing is served at this address. See /docs.')
  return new Response(body, {
    headers: { 'content-type': type, 'cache-control': caching, 'content-security-policy': policy },
  })
}

async function readIfFile(file: string): Promise<Buffer<ArrayBuffer> | null> {
  try {
    return await readFile(file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['ENOENT', 'EISDIR', 'ENOTDIR'].includes(String(error.code)))
      return null
    throw error
  }
}
