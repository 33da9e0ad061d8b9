/** Metadata of any size, made to fit: the largest members are left out, and named. */
import { atCodePoint } from '../../dsl/model/cut.ts'
import type { Json } from '../../dsl/model/value.ts'
import { limits } from './limits.ts'
import { isObject } from '../../dsl/model/is-object.ts'

type Members = Readonly<Record<string, Json>>

/** Of the limit, what the names of the members left out may take. */
const noteBytes = 4_096

/** Bytes of a value as JSON in UTF-8. */
export const jsonBytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value))

/**
 * Metadata of at most 64 KiB of JSON. Members are left out, largest first; of an object as much is kept as has room, as of
 * the annotations of a Prometheus alert. `left_out` then holds the names, `annotations/description` among them.
 */
export function fitMetadata(metadata: Members): Members {
  if (jsonBytes(metadata) <= limits.metadataBytes) return metadata
  const gone: string[] = []
  const kept = fit(metadata, limits.metadataBytes - noteBytes, '', gone)
  return { ...kept, left_out: namesOf(gone) }
}

/** @param gone takes the names of what was left out, behind `path` */
function fit(members: Members, room: number, path: string, gone: string[]): Members {
  const sized = Object.entries(members).map(([name, value]) => ({
    name,
    value,
    bytes: jsonBytes(name) + jsonBytes(value) + ':,'.length,
  }))
  let total = sized.reduce((sum, { bytes }) => sum + bytes, '{}'.length)
  const dropped = new Map<string, Members | null>()
  for (const { name, value, bytes } of sized.sort((a, b) => b.bytes - a.bytes)) {
    if (total <= room) break
    total -= bytes
    const left = room - total - jsonBytes(name) - ':,'.length
    const part = total <= room && isObject(value) ? fit(value, left, `${path}${name}/`, gone) : {}
    const some = Object.keys(part).length > 0
    dropped.set(name, some ? part : null)
    if (!some) gone.push(`${path}${name}`)
  }
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) => {
      const part = dropped.get(name)
      return part === null ? [] : [[name, part ?? value]]
    }),
  )
}

/** As many as have room; of the others, how many they are. */
function namesOf(gone: readonly string[]): string[] {
  const names: string[] = []
  let left = noteBytes - jsonBytes({ left_out: [`and ${gone.length} more`] })
  for (const name of gone) {
    const short = atCodePoint(name, limits.labelName)
    left -= jsonBytes(short) + ','.length
    if (left < 0) return [...names, `and ${gone.length - names.length} more`]
    names.push(short)
  }
  return names
}
