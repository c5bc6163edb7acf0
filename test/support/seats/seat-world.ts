import type { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import type { Session } from '../../../shared/events/domain/session.ts';
import type { Queue } from '../../../shared/platform/queue/send-messages.ts';
import type { Table } from '../../../shared/platform/table/table.ts';
import { belongsToSomebody, type Registration } from '../../../shared/registrations/domain/registration.ts';
import { isOffered } from '../../../shared/registrations/domain/offer.ts';
import { offersOf } from '../../../shared/registrations/table/waiting-list/offer-items.ts';
import { readLine } from '../../../shared/registrations/table/line-items.ts';
import { listRegistrations } from '../../../shared/registrations/table/registration-items.ts';
import { readSeats } from '../../../shared/registrations/table/seats-item.ts';
import { giveSeats } from '../../../shared/registrations/usecases/give-seats.ts';
import { NOW } from '../factories.ts';

/** A queue that takes messages to a list. */
export const rememberedIn = (list: unknown[]): Queue => {
  const send = ({ input }: SendMessageBatchCommand) => {
    list.push(...(input.Entries ?? []).map(({ MessageBody }): unknown => JSON.parse(MessageBody!)));
    return Promise.resolve({});
  };
  return { client: { send } as unknown as Queue['client'], url: 'in-memory' };
};

/** The allocator as it is woken for a session, with nothing to wait for. */
export const allocate = (table: Table, session: { id: string }, now: () => number = () => NOW) =>
  giveSeats(
    { table, seats: rememberedIn([]), now, mayGoOn: () => true, pause: () => Promise.resolve() },
    session.id,
  );

/** Seats that are taken once the allocator has looked. */
export async function seatsTaken(table: Table, session: { id: string }): Promise<number> {
  await allocate(table, session);
  return (await readSeats(table, session.id)).taken;
}

/** Every registration of a session. */
export async function registrationsIn(table: Table, { id }: { id: string }): Promise<Registration[]> {
  return (await listRegistrations(table, id, { shard: 0 }, 10_000)).registrations;
}

/** How it stands with a session's seats: what any order of acts must leave behind once the allocator is done. */
export async function seatFaults(table: Table, session: Session): Promise<string[]> {
  const all = await registrationsIn(table, session);
  const seats = await readSeats(table, session.id);
  const line = await readLine(table, session.id);
  const registered = all.filter(({ status }) => status === 'registered');
  const waiting = all.filter(
    (one) => one.status === 'waitlisted' && !isOffered(one) && belongsToSomebody(one),
  );
  const offered = all.filter(isOffered);
  const ends = (await offersOf(table, session.id, {})).flatMap(({ offers }) => offers);
  const seated = all.filter(({ seat }) => seat !== undefined);
  const inLine = new Set(line.waiters.map((one) => `${one.place} ${one.participantId}`));
  const { capacity = Infinity } = session;
  const names = new Set(seated.map(({ seat }) => seat));
  const faults: [string, boolean][] = [
    [
      'a seat is free while somebody waits',
      waiting.length > 0 && registered.length + offered.length < capacity,
    ],
    [`${seats.taken} taken, ${seated.length} seated`, seats.taken !== seated.length],
    ['two have the same seat', names.size < seated.length],
    [
      'somebody has no seat',
      session.capacity !== undefined && registered.some(({ seat }) => seat === undefined),
    ],
    [
      'an offer has no end',
      offered.some(({ seat, participantId }) =>
        ends.every((one) => one.seat !== seat || one.participantId !== participantId),
      ),
    ],
    ['a step is half done', seats.giving.length + seats.collected.length > 0],
    ['somebody asks, or a seat is not counted', line.newcomers.length + line.freed.length > 0],
    ['somebody waits who was not told', waiting.some(({ waitsSince }) => waitsSince === undefined)],
    [
      'somebody waits out of the line',
      waiting.some((one) => !inLine.has(`${one.place} ${one.participantId}`)),
    ],
  ];
  return faults.filter(([, is]) => is).map(([fault]) => fault);
}
