/** Members of a message's `with` that are not fields of their own: the text of the message, and switches of the step. */
export const messageMembers = ['title', 'body', 'resolve'] as const
/** Those of a ticket: its title and text, the comment of a change. Every other member is a field of the system, by its name there. */
export const ticketMembers = ['title', 'body'] as const

export const isMessageMember = (name: string): boolean => (messageMembers as readonly string[]).includes(name)

/** What other tools call the parts of a message. */
const elsewhere = {
  title: ['subject', 'summary', 'headline'],
  body: ['text', 'message', 'content', 'description'],
} as const

/** The part of a message that other tools call so; null where none does. */
export function messageMemberMeantBy(name: string): 'title' | 'body' | null {
  const said = name.toLowerCase()
  if ((elsewhere.title as readonly string[]).includes(said)) return 'title'
  return (elsewhere.body as readonly string[]).includes(said) ? 'body' : null
}
