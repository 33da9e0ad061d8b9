/** How many transactions of the asked database wait for a lock, as `n`; a query by dialect. */
export const lockWaits = {
  postgres: `SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  // This table stands still while it is asked more often than every 100 ms.
  mariadb: `SELECT count(*) AS n, SLEEP(0.15) FROM information_schema.INNODB_TRX t JOIN information_schema.PROCESSLIST p
    ON p.ID = t.trx_mysql_thread_id WHERE t.trx_state = 'LOCK WAIT' AND p.DB = DATABASE()`,
}
