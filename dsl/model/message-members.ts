/** Members of a message's `with` that are not fields of their own: the text of the message, and switches of the step. */
export const messageMembers = ['title', 'body', 'resolve'] as const

export const isMessageMember = (name: string): boolean => (messageMembers as readonly string[]).includes(name)
