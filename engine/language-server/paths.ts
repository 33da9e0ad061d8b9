/** Editors name files by URI, rule files name each other by path. */
import { fileURLToPath, pathToFileURL } from 'node:url'

/** A text that is in no file yet is named by its URI. */
export function pathOf(uri: string): string {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : uri
  } catch {
    return uri
  }
}
export const uriOf = (path: string): string => (path.startsWith('/') ? pathToFileURL(path).href : path)
