import type { Span } from '../model/span.ts'

export type TriviaType = 'space' | 'comment'
export type TokenType =
  | TriviaType
  | 'string'
  | 'regex'
  | 'datetime'
  | 'date'
  | 'time'
  | 'duration'
  | 'size'
  | 'percent'
  | 'number'
  | 'handle'
  | 'path'
  | 'ident'
  | 'hard'
  | 'soft'
  | 'day'
  | 'bool'
  | 'op'
  /** One character (or quote) that begins nothing. */
  | 'bad'
  /** Stands for a statement that did not read; no text gives one. */
  | 'broken'

/** A piece of the text. The texts of a file's tokens, joined, are the file. */
export interface Token {
  readonly type: TokenType
  readonly text: string
  readonly at: Span
}

/** A token as the grammar sees it: no trivia, and the `##` lines above it at hand. */
export interface Word extends Token {
  /** nearley wants it; the same as `text`. */
  readonly value: string
  readonly doc: string | null
}

export const isTrivia = (token: Token): boolean => token.type === 'space' || token.type === 'comment'
