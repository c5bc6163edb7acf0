import { mergeRegistrations } from '../domain/merge-registrations.ts';
import { historyOfRegistration } from '../../registrations/table/history-of-registration.ts';
import { getItem } from '../../platform/table/get-items.ts';
import { historyItem } from '../../people/table/history-items.ts';
import { stamp } from '../../platform/table/item.ts';
import { jobReader } from '../../jobs/table/job-reader.ts';
import { participantKey } from '../../people/table/person-keys.ts';
import { personRegistrationKey, registrationKey } from '../../registrations/table/registration-keys.ts';
import type { Registration } from '../../registrations/domain/registration.ts';
import { readRegistration } from '../../registrations/table/registration-items.ts';
import { offersWrite } from '../../registrations/table/waiting-list/offer-items.ts';
import { leaveSeat, renameSeat, seatWrites } from '../../registrations/table/line-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { transact, type TransactItem } from '../../platform/table/transact.ts';

type Item = Record<string, unknown>;

/** `gone`: the registration does not exist (any more). `changed`: somebody wrote in between, read again. */
export type MoveOutcome = 'moved' | 'gone' | 'changed';

/** Attributes that anybody may write while a registration stands. */
const watched = [
  'status',
  'email',
  'mailRound',
  'linkEpoch',
  'seat',
  'place',
  'waitsSince',
  'confirmedAt',
  'returnedAt',
  'attendance',
  'answers',
  'mergedFrom',
  'selfAt',
];

/** Moves a registration to another person, merging it with one they may have; a seat too many is given up. */
export async function moveRegistration(
  table: Table,
  sessionId: string,
  from: string,
  to: string,
): Promise<MoveOutcome> {
  const [moved, own] = await Promise.all(
    [from, to].map((id) => getItem(table, registrationKey(sessionId, id))),
  );
  if (!moved) return 'gone';
  const [theirs, ours] = [readRegistration(moved), own && readRegistration(own)];
  const { registration: merged, untold } = mergeRegistrations(theirs, to, ours);
  const keepsTheirs = merged.seat !== undefined && ours?.seat !== merged.seat;
  const registration = keepsTheirs ? { ...merged, seat: renamed(theirs) } : merged;
  const entry = untold && (await historyOfRegistration(jobReader(table), untold));
  const note = entry && { ...entry, participantId: to, act: `${sessionId}-${from}` };
  const outcome = await transact(table, [
    {
      Delete: { TableName: table.name, Key: registrationKey(sessionId, from), ...asRead(moved) },
    },
    {
      Put: {
        TableName: table.name,
        Item: {
          ...stamp('registration'),
          ...registration,
          ...registrationKey(sessionId, to),
          ...personRegistrationKey(to, registration.createdAt, sessionId),
        },
        ...(own ? asRead(own) : { ConditionExpression: 'attribute_not_exists(pk)' }),
      },
    },
    isPerson(table, to),
    ...(keepsTheirs ? renameSeat(table, theirs) : leaveSeat(table, theirs)),
    ...seatWrites(table, registration, ours),
    ...(keepsTheirs ? offerOf(table, registration) : []),
    ...(note ? [historyItem(table, note)] : []),
  ]);
  return outcome.done ? 'moved' : 'changed';
}

/**
 * The allocator knows a seat's holder by the two: of a seat that goes to somebody else there is word under its old name. One
 * without a name gets its first from the allocator, which counts it then.
 */
const renamed = ({ seat }: Registration): Registration['seat'] => (seat === true ? seat : `${seat ?? ''}+`);

/** A place that is held for them is so under its new name, and until the same moment. */
function offerOf(table: Table, { sessionId, participantId, seat, offer }: Registration): TransactItem[] {
  if (!offer || typeof seat !== 'string') return [];
  const step = `${participantId}-${seat}`;
  return [offersWrite(table, { sessionId, until: offer.until, step, offers: [{ participantId, seat }] })];
}

function asRead(item: Item) {
  const parts = watched.map((name) =>
    item[name] === undefined ? `attribute_not_exists(#${name})` : `#${name} = :${name}`,
  );
  const present = watched.filter((name) => item[name] !== undefined);
  return {
    ConditionExpression: parts.join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(watched.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries(present.map((name) => [`:${name}`, item[name]])),
  };
}

/** Nothing is moved to somebody who has just been merged into somebody else. */
function isPerson(table: Table, participantId: string): TransactItem {
  return {
    ConditionCheck: {
      TableName: table.name,
      Key: participantKey(participantId),
      ConditionExpression: '#entity = :participant',
      ExpressionAttributeNames: { '#entity': 'entity' },
      ExpressionAttributeValues: { ':participant': 'participant' },
    },
  };
}
