import type { DatabaseSync, StatementSync } from 'node:sqlite';

const sql = {
  insert:
    'INSERT INTO messages (id, queue, body, message_attributes, sent_at, visible_at, message_group) VALUES (?, ?, ?, ?, ?, ?, ?)',
  visible: 'SELECT * FROM messages WHERE queue = ? AND visible_at <= ? ORDER BY visible_at LIMIT ?',
  /** The same, with a place for each group that has to wait for the others. */
  fairly: `SELECT * FROM messages WHERE queue = ? AND visible_at <= ?
    ORDER BY coalesce((SELECT value FROM json_each(?) WHERE key = message_group), 0), visible_at LIMIT ?`,
  atWork: `SELECT message_group, count(*) AS messages, sum(? - taken_at) AS ms FROM messages
    WHERE queue = ? AND visible_at > ? AND receipt IS NOT NULL GROUP BY message_group`,
  taken: 'SELECT message_group, taken_at FROM messages WHERE queue = ? AND receipt = ?',
  anyOf: 'SELECT id FROM messages WHERE queue = ? AND message_group = ? LIMIT 1',
  take: `UPDATE messages SET visible_at = ?, taken_at = ?, first_received_at = coalesce(first_received_at, ?), receipt = ?,
    receive_count = receive_count + 1 WHERE id = ?`,
  move: `UPDATE messages SET queue = ?, visible_at = ?, receipt = NULL, receive_count = 0, first_received_at = NULL
    WHERE id = ?`,
  remove: 'DELETE FROM messages WHERE queue = ? AND receipt = ?',
  show: 'UPDATE messages SET visible_at = ? WHERE queue = ? AND receipt = ?',
  expire: 'DELETE FROM messages WHERE queue = ? AND sent_at < ?',
  purge: 'DELETE FROM messages WHERE queue = ?',
  count: `SELECT count(*) FILTER (WHERE visible_at <= ?) AS visible,
    count(*) FILTER (WHERE visible_at > ? AND receipt IS NOT NULL) AS in_flight,
    count(*) FILTER (WHERE visible_at > ? AND receipt IS NULL) AS delayed FROM messages WHERE queue = ?`,
  nextDue: 'SELECT min(visible_at) AS due FROM messages WHERE queue = ? AND visible_at > ?',
  peek: 'SELECT id, body FROM messages WHERE queue = ? ORDER BY sent_at DESC LIMIT ?',
} as const;

/** The queries of the queue engine, prepared once. */
export function queueStatements(database: DatabaseSync): Record<keyof typeof sql, StatementSync> {
  return {
    insert: database.prepare(sql.insert),
    visible: database.prepare(sql.visible),
    fairly: database.prepare(sql.fairly),
    atWork: database.prepare(sql.atWork),
    taken: database.prepare(sql.taken),
    anyOf: database.prepare(sql.anyOf),
    take: database.prepare(sql.take),
    move: database.prepare(sql.move),
    remove: database.prepare(sql.remove),
    show: database.prepare(sql.show),
    expire: database.prepare(sql.expire),
    purge: database.prepare(sql.purge),
    count: database.prepare(sql.count),
    nextDue: database.prepare(sql.nextDue),
    peek: database.prepare(sql.peek),
  };
}
