import type { Hook } from '@hono/zod-openapi'
import { z } from '@hono/zod-openapi'
import { nearest } from '../../dsl/model/nearest.ts'
import type { Environment } from './environment.ts'
import { answerProblem, type FieldProblem, problem } from './problem.ts'
import { pointerOf, summary } from './read-body.ts'

/**
 * An object that takes no members but these. The issue about an unknown one carries the known names as its message, from
 * which `fieldProblems` finds the nearest.
 */
export const strict = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(' ') : undefined),
  })

/** Answers 422 with one entry for each member that does not fit; query and path parameters are named as such. */
export const refuseInvalid: Hook<unknown, Environment, string, Response | undefined> = (result) => {
  if (result.success) return undefined
  const place = result.target === 'json' ? '' : result.target === 'param' ? 'path' : result.target
  const problems = fieldProblems(result.error.issues as readonly z.core.$ZodIssue[], place)
  return answerProblem(problem('invalid', summary(problems), problems))
}

/** @param place `query` or `path`; empty for the body, whose members are named by JSON pointers */
export function fieldProblems(issues: readonly z.core.$ZodIssue[], place = ''): FieldProblem[] {
  return issues.slice(0, 20).flatMap((issue) => {
    const pointer = `${place}${pointerOf(issue.path)}`.slice(0, 256).toWellFormed()
    if (issue.code === 'unrecognized_keys')
      return issue.keys.slice(0, 20).map((key) => unknownMember(key, issue, pointer))
    return [{ pointer, message: messageOf(issue), remedy: remedyOf(issue) }]
  })
}

function unknownMember(key: string, issue: z.core.$ZodIssueUnrecognizedKeys, pointer: string): FieldProblem {
  const known = issue.message.split(' ')
  const meant = nearest(key, known)
  return {
    pointer: `${pointer}${pointerOf([key])}`.slice(0, 256).toWellFormed(),
    message: 'is not a member that is known here',
    remedy: meant ? `Did you mean "${meant}"?` : `Known are: ${known.join(', ')}.`,
  }
}

function messageOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && issue.message.endsWith('received undefined')
        ? 'is missing'
        : `must be ${withArticle(issue.expected)}`
    case 'too_big':
      return `is over the limit of ${issue.maximum}${unitOf(issue.origin)}`
    case 'too_small':
      return `is under the least of ${issue.minimum}${unitOf(issue.origin)}`
    case 'invalid_value':
      return `must be one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`
    case 'invalid_union':
      return 'has none of the forms that are taken here'
    default:
      return issue.message
  }
}

function remedyOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'custom': {
      const remedy: unknown = issue.params?.remedy
      return typeof remedy === 'string' ? remedy : 'See /docs for what is taken here.'
    }
    case 'invalid_type':
      return `Send ${withArticle(issue.expected)}.`
    case 'too_big':
      return 'Make it shorter or smaller.'
    case 'too_small':
      return 'Make it longer or larger.'
    case 'invalid_value':
      return 'Use one of these.'
    default:
      return 'See /docs for what is taken here.'
  }
}

const unitOf = (origin: string): string =>
  origin === 'string' ? ' characters' : origin === 'array' ? ' items' : origin === 'record' ? ' members' : ''
const withArticle = (type: string): string =>
  ({
    string: 'a text',
    number: 'a number',
    int: 'a whole number',
    array: 'a list',
    object: 'an object',
    record: 'an object',
    boolean: 'true or false',
  })[type] ?? `a ${type}`
