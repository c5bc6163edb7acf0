/** Longer than a message can stay in a queue or in its dead-letter queue. */
const PART_DAYS = 30;

/** When the table forgets that a mail was counted (seconds since the epoch): no message about it can come after that. */
export const partsExpireAt = (nowMs: number): number => Math.floor(nowMs / 1_000) + PART_DAYS * 24 * 3_600;
