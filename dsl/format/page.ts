import { blockText } from './block-text.ts'
import type { Script } from './script.ts'

/** The widest line that is made on purpose. Words are never cut, so a long text may stand out. */
export const widest = 100

/** Where words are written to: one declaration, line by line. */
export class Page {
  readonly script: Script
  private readonly lineEnd: string
  private readonly lines: string[] = []
  private line = ''
  private isEmpty = true
  /** Behind a comment nothing else has room. */
  private isClosed = false
  /** The word whose comments above are written already. */
  private begun = -1
  /** Words that end an entry on a line of its own, where no comma is needed. */
  private readonly alone = new Set<number>()
  /** Blanks at the beginning of the line being written. */
  indent = 0
  /** How many lines stood above the first word. */
  private heading = 0

  constructor(script: Script, lineEnd: string) {
    this.script = script
    this.lineEnd = lineEnd
  }

  newline(indent: number): void {
    if (!this.isEmpty) this.lines.push(this.line)
    this.line = ''
    this.isEmpty = true
    this.isClosed = false
    this.indent = indent
  }

  /** Begins a line for what `word` begins, with its comments, and the free line above if it has one and is not the first. */
  statement(word: number, indent: number, isFirst = false): void {
    this.newline(indent)
    this.comments(word, indent, isFirst)
    const isTop = isFirst && (this.script.above[word] ?? []).length === 0
    if (this.script.blank[word] && !isTop) this.lines.push('')
    this.begun = word
  }

  private comments(word: number, indent: number, isFirst: boolean): void {
    for (const [index, comment] of (this.script.above[word] ?? []).entries()) {
      if (comment.blank && !(isFirst && index === 0)) this.lines.push('')
      this.put(comment.text)
      this.newline(indent)
    }
  }

  /** Begins a line for a word that has to begin one, in the middle of a statement; free lines there are not kept. */
  ready(word: number, hang: number): void {
    if (this.begun === word || !this.isEnded(word)) return
    this.newline(hang)
    for (const { text } of this.script.above[word] ?? []) {
      this.put(text)
      this.newline(hang)
    }
    this.begun = word
  }

  /** @param hang blanks before a line that a comment makes necessary */
  word(index: number, hang: number): void {
    const { texts, moves, spaced, separated, behind, tokens } = this.script
    this.ready(index, hang)
    const text = texts[index] as string
    const written = moves[index]
      ? blockText(tokens[index] as (typeof tokens)[number], text, this.indent + 2, this.lineEnd)
      : text
    this.put(
      (spaced[index] && !this.isEmpty ? ' ' : '') + written + (separated[index] && !this.alone.has(index) ? ',' : ''),
    )
    const comment = behind[index]
    if (!comment) return
    this.put(`  ${comment.text}`)
    this.isClosed = true
  }

  withoutComma(word: number): void {
    this.alone.add(word)
  }

  /** A closing bracket on a line of its own, after the comments that stand before it. */
  close(word: number, indent: number, isFirst: boolean): void {
    this.newline(indent + 2)
    this.comments(word, indent + 2, isFirst)
    this.newline(indent)
    this.begun = word
    this.word(word, indent)
  }

  words(from: number, to: number, hang: number): void {
    for (let index = from; index < to; index += 1) this.word(index, hang)
  }

  /** Whether the next word has to begin a line. */
  isEnded(next: number): boolean {
    return this.isClosed || (this.script.above[next] ?? []).length > 0
  }

  /** Whether these words, and `tail` more columns, have room on this line. */
  fits(from: number, to: number, tail = 0): boolean {
    return !this.script.isBroken(from, to) && this.hasRoom(from, to, tail)
  }

  hasRoom(from: number, to: number, tail = 0): boolean {
    const { script } = this
    const blank = this.isEmpty && script.spaced[from] ? 1 : 0
    return this.column + script.width(from, to) - blank + tail <= widest
  }

  private get column(): number {
    return this.isEmpty ? this.indent : this.line.length - this.line.lastIndexOf('\n') - 1
  }

  private put(text: string): void {
    this.line = this.isEmpty ? ' '.repeat(this.indent) + text : this.line + text
    this.isEmpty = false
  }

  /** Begins with the comments above the first word. */
  top(word: number): void {
    this.statement(word, 0, true)
    this.heading = this.lines.length
  }

  finished(): { readonly lines: readonly string[]; readonly isOneLine: boolean } {
    this.newline(0)
    const body = this.lines.slice(this.heading)
    return { lines: this.lines, isOneLine: body.length <= 1 && !body[0]?.includes('\n') }
  }
}
