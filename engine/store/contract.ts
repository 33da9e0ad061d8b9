/**
 * The store as the rest of the engine sees it. `openStore` (index.ts) makes one for SQLite, MariaDB or PostgreSQL; all
 * three behave alike, their differences are named facts in `dialects.ts`. What touches rows of a tenant takes the `Scope`
 * first (D54), but for two kinds: what works over all tenants says so, and `add` of a whole row in a transaction goes by
 * the tenant that the row names. The tables beneath ask the same of every statement (`table.ts`).
 */
import type { RecordInput } from '../../dsl/model/activity.ts'
import type { AlertStatus } from '../../dsl/model/facts.ts'
import type { Severity } from '../../dsl/model/severity.ts'
import type {
  AlertRow,
  DeadLetterRow,
  DeliveryRow,
  IdempotencyRow,
  InboxRow,
  IncidentRow,
  KeyRow,
  LeadRow,
  OutboxRow,
  RuleSetRow,
  RunRow,
  RunStepRow,
  TimelineRow,
  TimerRow,
  UserRow,
  WatchRow,
} from './rows.ts'
import type { Scope } from './scope.ts'

/** One page of a list; `next_cursor` is opaque, null on the last page. */
export interface Page<T> {
  readonly items: readonly T[]
  readonly next_cursor: string | null
}
export interface PageQuery {
  readonly cursor?: string | undefined
  /** 1 to 200, default 50. */
  readonly limit?: number | undefined
}

/** An open database transaction; made by `Store.transaction` only. */
export interface Tx {
  readonly tx: unique symbol
}

export interface AlertQuery extends PageQuery {
  readonly status?: AlertStatus | undefined
  readonly severity?: Severity | undefined
  readonly source?: string | undefined
  readonly matched?: boolean | undefined
  readonly incident_id?: string | undefined
}

export interface Store {
  readonly dialect: 'sqlite' | 'mariadb' | 'postgres'
  /** Applies missing migrations; answers their names. Safe to call from several processes at once. */
  migrate(): Promise<readonly string[]>
  /** Rejects when the database does not answer within 2 s. */
  ping(): Promise<void>
  /** Why the database has just refused a write (`its disk is full`); null while writes go through. */
  writeFault(): string | null
  /** The settings of D9 as the server reports them, and what is wrong with them. */
  durability(): Promise<{
    readonly settings: Readonly<Record<string, string>>
    readonly warnings: readonly string[]
  }>
  close(): Promise<void>
  /**
   * Runs `work` in one READ COMMITTED transaction (SQLite: BEGIN IMMEDIATE, one at a time). Deadlock or busy: tried 3
   * times more with jitter, so `work` must be repeatable (D30).
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Id of this database's installation, made by the first migration (D73). */
  installation(): Promise<string>
  readonly namespace: {
    /** The Temporal namespace in which a worker of this database last worked; null before the first one. */
    last(): Promise<string | null>
    remember(namespace: string): Promise<void>
  }

  readonly alerts: {
    get(scope: Scope, id: string): Promise<AlertRow | null>
    /** A page ends before its limit where the alerts on it are large, at about 4 MB. */
    list(scope: Scope, query: AlertQuery): Promise<Page<AlertRow>>
    /** Incident ids by alert id, for the alerts given. */
    incidentIds(scope: Scope, alertIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>
    /** Its own entries and those of its incidents as a whole (runs, deliveries, notes): the newest 500, oldest first. */
    timeline(scope: Scope, alertId: string): Promise<readonly TimelineRow[]>
    /** How many are not resolved, over all tenants. */
    countOpenByStatus(): Promise<Readonly<Record<Exclude<AlertStatus, 'resolved'>, number>>>
  }
  readonly incidents: {
    get(scope: Scope, id: string): Promise<IncidentRow | null>
    /** How many alerts each of these holds, by id, in one query. */
    alertCounts(scope: Scope, ids: readonly string[]): Promise<ReadonlyMap<string, number>>
    /** What the lead alert of each of these says, by id, in one query. */
    leads(scope: Scope, ids: readonly string[]): Promise<ReadonlyMap<string, LeadRow>>
    /** Its alerts, oldest first, at most `limit`. */
    alerts(scope: Scope, id: string, limit: number): Promise<readonly AlertRow[]>
  }
  readonly runs: {
    get(scope: Scope, id: string): Promise<RunRow | null>
    /** By workflow id: `tenant/action/act_…` finds the run of an action (D45). */
    ofWorkflow(scope: Scope, workflowId: string): Promise<RunRow | null>
    list(
      scope: Scope,
      query: PageQuery & {
        alert_id?: string | undefined
        incident_id?: string | undefined
        status?: RunRow['status'] | undefined
        trigger?: string | undefined
      },
    ): Promise<Page<RunRow & { alert_ids: readonly string[] }>>
    alertIds(scope: Scope, run: RunRow, limit: number): Promise<readonly string[]>
    steps(scope: Scope, runId: string): Promise<readonly RunStepRow[]>
    confirm(scope: Scope, runId: string, temporalRunId: string): Promise<void>
    /** An older `seq` than stored changes nothing. */
    record(scope: Scope, input: RecordInput): Promise<void>
    /**
     * Temporal had lost it (D8): pending again, not confirmed, no steps, `seq` 0, so that its second life is recorded.
     * @param run as it was when it was found lost
     * @returns false when it has ended or is in another life (`temporal_run_id`): then it stays as it is
     */
    restart(scope: Scope, run: Pick<RunRow, 'id' | 'temporal_run_id'>): Promise<boolean>
    /** Runs not ended and not confirmed since `before` (D8). Over all tenants. */
    unconfirmed(before: Date, limit: number): Promise<readonly RunRow[]>
    /** Runs not ended, over all tenants, by id. */
    open(afterId: string | null, limit: number): Promise<readonly RunRow[]>
    /** How many have not ended, over all tenants. */
    countOpen(): Promise<number>
  }
  readonly outbox: {
    /** The oldest unsent rows that are due, over all tenants; rows of one workflow in order of writing. */
    due(now: Date, limit: number): Promise<readonly OutboxRow[]>
    sent(scope: Scope, id: string): Promise<void>
    failed(scope: Scope, id: string, error: string, dueAt: Date): Promise<void>
    /** Makes all rows of a workflow unsent and due again; answers how many. The workflow takes repeats by their ids. */
    resend(scope: Scope, workflowId: string, dueAt: Date): Promise<number>
    /** Unsent rows and the age of the oldest, over all tenants, for metrics and health. */
    backlog(): Promise<{ readonly count: number; readonly oldest: Date | null }>
    add(tx: Tx, row: OutboxRow): Promise<void>
  }
  readonly timeline: {
    /** Once per id. */
    add(scope: Scope, row: Omit<TimelineRow, 'tenant'>): Promise<void>
  }
  readonly timers: {
    /**
     * Takes due timers, over all tenants (FOR UPDATE SKIP LOCKED where there is one), and hands them to `work` in the same
     * transaction (D28).
     */
    claim(now: Date, limit: number, work: (tx: Tx, timer: TimerRow) => Promise<void>): Promise<number>
  }
  readonly watches: {
    add(tx: Tx, row: WatchRow): Promise<void>
    remove(scope: Scope, runId: string, step: string): Promise<void>
  }
  readonly deliveries: {
    /** Inserts, or answers the row that has the key already. */
    begin(scope: Scope, row: DeliveryRow): Promise<DeliveryRow>
    finish(
      scope: Scope,
      key: string,
      result: { status: DeliveryRow['status']; external_id?: string | null; error?: string | null },
    ): Promise<void>
    ofIncident(scope: Scope, incidentId: string): Promise<readonly DeliveryRow[]>
    list(scope: Scope, query: PageQuery & { alert_id?: string | undefined }): Promise<Page<DeliveryRow>>
  }
  readonly inbox: {
    /** Once per key. */
    add(scope: Scope, row: InboxRow): Promise<InboxRow>
    list(scope: Scope, query: PageQuery): Promise<Page<InboxRow>>
  }
  readonly deadLetters: {
    add(scope: Scope, row: DeadLetterRow): Promise<void>
    list(scope: Scope, query: PageQuery): Promise<Page<DeadLetterRow>>
  }
  readonly plans: {
    get(scope: Scope, hash: string): Promise<unknown | null>
  }
  /** Hints for who writes rules. */
  readonly seen: {
    /** Names of labels of the newest alerts since then, the most frequent first. */
    labels(scope: Scope, since: Date): Promise<readonly string[]>
    /** Ids of the rules that opened an incident since then. */
    rulesThatTook(scope: Scope, since: Date): Promise<ReadonlySet<string>>
    /** What was in force at that time. */
    ruleSetAsOf(scope: Scope, at: Date): Promise<RuleSetRow | null>
  }
  readonly ruleSets: {
    latest(scope: Scope): Promise<RuleSetRow | null>
    /** Makes the version and raises the tenant's revision, unless the latest has the same hash (D15). */
    publish(scope: Scope, row: Omit<RuleSetRow, 'id' | 'revision' | 'created_at'>): Promise<RuleSetRow>
    /** The tenant's `rules_revision`; inside a transaction when given (D16). */
    revision(scope: Scope, tx?: Tx): Promise<number>
  }
  readonly users: {
    list(scope: Scope, query: PageQuery): Promise<Page<UserRow>>
    get(scope: Scope, handle: string): Promise<UserRow | null>
    /** Null when the handle is taken. */
    add(scope: Scope, user: Omit<UserRow, 'id' | 'tenant' | 'created_at'>): Promise<UserRow | null>
    /** Null when there is no such handle. */
    update(
      scope: Scope,
      handle: string,
      change: Partial<Pick<UserRow, 'name' | 'email' | 'phone' | 'role'>>,
    ): Promise<UserRow | null>
  }
  readonly keys: {
    list(scope: Scope): Promise<readonly KeyRow[]>
    add(scope: Scope, key: Omit<KeyRow, 'id' | 'tenant' | 'created_at' | 'revoked_at'>): Promise<KeyRow>
    /** Over all tenants: the key names its tenant. Null when unknown, expired or revoked. */
    find(hash: string): Promise<KeyRow | null>
    revoke(scope: Scope, id: string): Promise<boolean>
  }
  readonly idempotency: {
    /**
     * Stores the row unless one of that id is there, and answers the one that is: with the caller's `claim` where the work
     * is the caller's. Rows of more than 24 h, and those without an answer for `takeOverMs`, are taken over. Null when
     * another caller released the row meanwhile: claim again.
     */
    claim(
      scope: Scope,
      row: Pick<IdempotencyRow, 'id' | 'body_hash' | 'claim' | 'created_at'>,
      takeOverMs: number | null,
    ): Promise<IdempotencyRow | null>
    /** Nothing when another one has taken it over. */
    answer(scope: Scope, row: Pick<IdempotencyRow, 'id' | 'claim'>, status: number, answer: string): Promise<void>
    release(scope: Scope, row: Pick<IdempotencyRow, 'id' | 'claim'>): Promise<void>
    /** Removes up to 1,000 rows of more than 24 h, of every tenant; true when there may be more. */
    sweep(now: Date): Promise<boolean>
  }
  readonly ackTokens: {
    /** False when it was used before. */
    use(scope: Scope, tx: Tx, tokenId: string, at: Date): Promise<boolean>
  }
}
