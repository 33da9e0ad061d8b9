/** The two pages about the API in a real browser: what a bundle loads shows only there. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Server, serve } from '../../../engine/http/server.ts'
import { openChromium } from '../../support/chromium.ts'
import { type TestApp, testApp } from './test-app.ts'

let browser: Browser
let server: Server
let app: TestApp
beforeAll(async () => {
  browser = await openChromium()
  app = await testApp({ port: () => server.port })
  server = await serve(app.app, { host: '127.0.0.1', port: 0, setting: 'PORT' })
})
afterAll(async () => {
  await browser.close()
  await server.close(0)
  await app.close()
})

test.each(['docs', 'redoc'])('/%s asks nobody outside and has no error', async (path) => {
  const page = await browser.newPage()
  const own = `http://127.0.0.1:${server.port}/`
  const outside: string[] = []
  const errors: string[] = []
  page.on('request', (request) => {
    if (!/^(?:data|blob):/.test(request.url()) && !request.url().startsWith(own)) outside.push(request.url())
  })
  page.on('console', (said) => void (said.type() === 'error' && errors.push(said.text())))
  page.on('pageerror', (error) => void errors.push(error.message))
  await page.goto(`${own}${path}`)
  await page.getByText('acknowledge links').first().waitFor()
  await page.waitForLoadState('networkidle')
  await page.close()
  expect(outside).toEqual([])
  expect(errors).toEqual([])
})
