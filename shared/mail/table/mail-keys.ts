/**
 * Keys of mails.
 *
 * | what                                       | where                                                   | item        |
 * | ------------------------------------------ | ------------------------------------------------------- | ----------- |
 * | mails sent                                 | MAIL#<message> / MAIL                                   | mail        |
 * | mails of a person, newest first, once told | gsi1 PERSONMAILS#<participant> / <claimed at>#<message> | mail        |
 * | mails of runs whose end is not known yet   | gsi1 OPENMAILS#<shard> / <lease until>#<message>        | mail        |
 * | counts of the mails of a job               | JOB#<job> / MAILS#<shard>                               | mail-counts |
 * | how a mail of a job is counted             | MAILPART#<job>#<mail> / MAILPART                        | mail-part   |
 * | turns to send taken in a second or two     | MAILTURNS#<window's start> / MAILTURNS                  | mail-turns  |
 * | what the provider lets us send             | MAILQUOTA / MAILQUOTA                                   | mail-quota  |
 * | what an organizer's address allows         | MAILBOX#<address> / MAILBOX                             | mailbox     |
 */
import { hash } from 'node:crypto';
import { shardName, type IndexKey, type Key } from '../../platform/table/key.ts';
import { shardOf } from '../../platform/values/shard.ts';

export const mailKey = (messageId: string): Key => ({ pk: `MAIL#${messageId}`, sk: 'MAIL' });

export const unresolvedMailsPartition = (shard: number): string => `OPENMAILS#${shardName(shard)}`;
export const unresolvedMailKey = (
  participantId: string,
  leaseUntil: string,
  messageId: string,
): IndexKey => ({
  gsi1pk: unresolvedMailsPartition(shardOf(participantId)),
  gsi1sk: `${leaseUntil}#${messageId}`,
});

export const personMailsPartition = (participantId: string): string => `PERSONMAILS#${participantId}`;
export const personMailKey = (participantId: string, claimedAt: string, messageId: string): IndexKey => ({
  gsi1pk: personMailsPartition(participantId),
  gsi1sk: `${claimedAt}#${messageId}`,
});

export const mailCountsPartition = (jobId: string): string => `JOB#${jobId}`;
export const mailCountsPrefix = 'MAILS';
/** The shard of a mail, by whatever tells it from the other mails of its job. */
export const mailCountsKey = (jobId: string, mail: string): Key => ({
  pk: mailCountsPartition(jobId),
  sk: `${mailCountsPrefix}#${shardName(Number.parseInt(hash('sha256', mail).charAt(0), 16))}`,
});
export const mailPartKey = (jobId: string, mail: string): Key => ({
  pk: `MAILPART#${jobId}#${mail}`,
  sk: 'MAILPART',
});

/** By the start of its window, in milliseconds since the epoch. */
export const mailTurnsKey = (startsAt: number): Key => ({ pk: `MAILTURNS#${startsAt}`, sk: 'MAILTURNS' });
export const mailboxKey = (addressId: string): Key => ({ pk: `MAILBOX#${addressId}`, sk: 'MAILBOX' });
export const mailQuotaKey: Key = { pk: 'MAILQUOTA', sk: 'MAILQUOTA' };
