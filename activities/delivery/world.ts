import type { ChannelServices } from '../channels/define-channel.ts'
import type { Dependencies } from '../dependencies.ts'
import { http } from '../http.ts'
import { openLayouts } from '../layouts.ts'

/** What the activities work with: the engine's part and the channels' own. */
export interface World extends Dependencies {
  readonly services: ChannelServices
}

export const openWorld = (deps: Dependencies): World => ({
  ...deps,
  services: { http, layouts: openLayouts(deps.layouts), inbox: deps.inbox },
})
