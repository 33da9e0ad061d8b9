import { OpenAPIHono } from '@hono/zod-openapi'
import { KeyRing } from '../security/api-keys.ts'
import { type AboutParts, about } from './about.ts'
import { type AckParts, ackPage } from './ack-page.ts'
import { type ActionParts, actions } from './actions.ts'
import { alertStatus } from './alert-status.ts'
import { type AlertParts, alerts } from './alerts.ts'
import { authorize } from './authorize.ts'
import { type CatalogueParts, catalogue } from './catalogue.ts'
import { documentation } from './documentation.ts'
import type { Environment } from './environment.ts'
import { answerFailure, answerUnknown, type FailureParts } from './failures.ts'
import { loopbackGuard } from './guard.ts'
import { type HealthParts, health } from './health.ts'
import { type IntakeParts, intake } from './intake.ts'
import { type KeyParts, keys } from './keys.ts'
import { type Metrics, measureRequests, metricsRoute } from './metrics.ts'
import { honoRoute, permissionOf, permissions, type RouteName, routeName } from './permissions.ts'
import { type RecordParts, records } from './records.ts'
import { type RunParts, runs } from './runs.ts'
import { securityHeaders } from './security-headers.ts'
import { refuseInvalid } from './strict.ts'
import { type UserParts, users } from './users.ts'
import { webApp } from './web-app.ts'

/** What the app is made of; the store fits most of it. */
export type AppParts = AlertParts &
  ActionParts &
  AckParts &
  AboutParts &
  CatalogueParts &
  FailureParts &
  Omit<HealthParts, 'keys'> &
  RecordParts &
  RunParts &
  UserParts &
  Omit<IntakeParts, 'keys'> &
  Omit<KeyParts, 'ring'> & {
    /** That the server listens on; asked late, because port 0 is known only then. */
    readonly port: () => number
    readonly metrics: Metrics
    /** Folder of the built web app. */
    readonly webRoot: string
  }

/** The whole HTTP side: guard, permissions, routes. Needs no server: tests call `app.request(…)`. */
export function createApp(parts: AppParts): OpenAPIHono<Environment> {
  const ring = new KeyRing(parts.keys)
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInvalid })
  app.use(measureRequests(parts.metrics), securityHeaders)
  if (parts.auth === 'loopback') app.use(loopbackGuard(parts.port))
  for (const name of Object.keys(permissions) as RouteName[]) {
    const [method, path] = honoRoute(name)
    app.on(method, path, authorize(permissions[name], parts.auth, ring))
  }
  const routed = app.routes.length
  app.route('/', alerts(parts))
  app.route('/', alertStatus(parts))
  app.route('/', actions(parts))
  app.route('/', runs(parts))
  app.route('/', catalogue(parts))
  app.route('/', about(parts))
  app.route('/', users(parts))
  app.route('/', keys({ ...parts, ring }))
  app.route('/', records(parts))
  app.route('/', intake({ ...parts, keys: ring }))
  app.route('/', ackPage(parts))
  app.route('/', health({ ...parts, keys: ring }))
  app.route('/', metricsRoute(parts.metrics))
  app.route('/', documentation(app))
  app.route('/', webApp(parts.webRoot))
  for (const { method, path } of app.routes.slice(routed)) {
    const name = routeName(method, path)
    if (permissionOf(name) === undefined) throw new Error(`The route ${name} has no permission in http/permissions.ts.`)
  }
  app.onError(answerFailure(parts))
  app.notFound(answerUnknown)
  return app
}
