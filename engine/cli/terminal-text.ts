/** The colours that our own output uses; any other escape sequence came with somebody's text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
const colour = /(\u001b\[(?:0|1|2|22|3[1-69]|9[0-7])m)/
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const harmful = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g

/**
 * Text that no terminal takes for a command: alerts and rule files hold foreign text, and an escape sequence in it could
 * clear the screen, set the window's title or hide a line. Each such character becomes U+FFFD, so columns stay in place.
 */
export const terminalText = (text: string): string =>
  text
    .split(colour)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(harmful, '\ufffd')))
    .join('')
