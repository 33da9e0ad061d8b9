/** Sentences that many findings share. */
export const didYouMean = { en: 'did you mean `{near}`?', zh: '是否想写 `{near}`？' } as const
export const near = { en: '{near}', zh: '{near}' } as const
