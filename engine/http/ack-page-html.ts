import { html, raw } from 'hono/html'
import type { MessageLink } from '../../activities/message.ts'
import type { Severity } from '../../dsl/model/severity.ts'

export interface AckPageContent {
  readonly heading: string
  readonly text: string
  readonly title?: string
  readonly severity?: Severity
  readonly rule?: string
  readonly alertCount?: number
  /** With it the page has a form that posts to its own address. */
  readonly button?: string
  /** Id of an incident that the page links to, in the web app. */
  readonly incident?: string
  /** Where its alert can be read on: http and https addresses only. */
  readonly links?: readonly MessageLink[]
}

const style = `
:root { color-scheme: light dark; --ink: #1a1d21; --soft: #5b626b; --ground: #fff; --line: #d8dce1; --act: #1457c9 }
@media (prefers-color-scheme: dark) { :root { --ink: #eceff3; --soft: #a4adb8; --ground: #15181c; --line: #353b43; --act: #2f6fe0 } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; background: var(--ground); color: var(--ink); font: 1.0625rem/1.5 system-ui, sans-serif }
main { width: 100%; max-width: 28rem }
h1 { font-size: 1.375rem; line-height: 1.25; margin: 0 0 .5rem }
.incident { border: 1px solid var(--line); border-radius: .5rem; padding: .875rem 1rem; margin: 1rem 0; overflow-wrap: anywhere }
.incident strong { display: block }
.soft { color: var(--soft); font-size: .9375rem }
button { width: 100%; min-height: 3.25rem; border: 0; border-radius: .5rem; background: var(--act); color: #fff; font: inherit; font-weight: 600; cursor: pointer }
a { color: inherit }
button:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px }
`

/**
 * The whole page: works without JavaScript, on a phone, in light and dark. Titles and
 * names come from outside: each stands alone, so that its direction of writing turns nothing around it.
 */
export async function ackPageHtml(content: AckPageContent): Promise<string> {
  const alerts = content.alertCount ?? 0
  const about = [content.severity, content.rule, alerts > 1 ? `${alerts} alerts` : null]
    .filter((part) => part)
    .map((part, place) => html`${place > 0 ? ' · ' : ''}<bdi>${part}</bdi>`)
  const incident =
    content.title === undefined
      ? ''
      : html`<div class="incident"><strong dir="auto">${content.title}</strong><span class="soft">${about}</span></div>`
  const form =
    content.button === undefined
      ? ''
      : html`<form method="post"><button type="submit">${content.button}</button></form>`
  // Relative, because people may reach Tocsin under a path of its own: this page is at …/ack/TOKEN.
  const own =
    content.incident === undefined
      ? []
      : [html`<a href="../#incident=${encodeURIComponent(content.incident)}">Open the incident</a>`]
  const others = (content.links ?? []).map(({ name, url }) => html`<a href="${url}" rel="noreferrer">${name}</a>`)
  const links = [...own, ...others].map((link) => html`<p>${link}</p>`)
  const page = await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${content.heading} · Tocsin</title>
<style>${raw(style)}</style>
</head>
<body>
<main>
<h1>${content.heading}</h1>
${incident}
<p>${content.text}</p>
${form}${links}
</main>
</body>
</html>
`
  return String(page)
}
