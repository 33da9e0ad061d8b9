/**
 * Histories as JSON. The SDK's own `historyToJSON` does not run here: npm gives `@temporalio/common` and
 * `@temporalio/proto` a protobufjs each, and the one refuses the types of the other.
 */
import proto from '@temporalio/proto'

const { History } = proto.temporal.api.history.v1

export const toJson = (history: unknown): string =>
  JSON.stringify(
    History.toObject(History.fromObject(history as object), { longs: String, bytes: String, enums: String }),
    null,
    1,
  )

export const fromJson = (text: string) => History.fromObject(JSON.parse(text))
