import { inColour } from './colours.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const harmful = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g

/**
 * Text that no terminal takes for a command: alerts and rule files hold foreign text, and an escape sequence in it could
 * clear the screen, set the window's title, hide a line or colour a failure green. Each such character becomes U+FFFD, so
 * columns stay in place. Only our own colours are left.
 */
export const terminalText = (text: string): string => inColour(text.replace(harmful, '\ufffd'))
