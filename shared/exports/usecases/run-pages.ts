import type { Delivery } from '../../handovers/domain/delivery.ts';
import { listDeliveries } from '../../handovers/table/delivery-items.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { personIn, resolveIdentities } from '../../people/table/resolve-identity.ts';
import type { Table } from '../../platform/table/table.ts';
import type { ShardPlace } from '../../platform/values/shard-place.ts';

/** What an export of a run says of each person, beside what all exports say. */
export const runHeadings = [
  'Delivery',
  'Attempts',
  'Due',
  'Delivered',
  'Reason',
  'Last status',
  'Last answer',
];

/** A part of a run's people, with the cells that their deliveries add to each row. */
interface RunPage {
  people: Participant[];
  more: string[][];
  looked: number;
  next: ShardPlace;
}

const PAGE = 500;

/**
 * The people of a run's deliveries from a place on, in the order of their ids. Whoever was erased since is left out, and with
 * `onlyMeant` who turned out not to be in the audience.
 */
export async function* runPages(
  table: Table,
  runId: string,
  from: ShardPlace,
  onlyMeant: boolean,
): AsyncGenerator<RunPage> {
  for (let place: ShardPlace | undefined = from; place;) {
    const page: Awaited<ReturnType<typeof listDeliveries>> = await listDeliveries(table, runId, place, PAGE);
    const people = await resolveIdentities(
      table,
      page.deliveries.map(({ participantId }) => participantId),
    );
    const rows = page.deliveries.flatMap((delivery) => {
      const person = personIn(people.get(delivery.participantId));
      const isMeant = !onlyMeant || (delivery.status !== 'skipped' && delivery.undecidedUntil === undefined);
      return person && delivery.erasedAt === undefined && isMeant
        ? [{ person, cells: cellsOf(delivery) }]
        : [];
    });
    place = page.next;
    yield {
      people: rows.map(({ person }) => person),
      more: rows.map(({ cells }) => cells),
      looked: page.deliveries.length,
      next: place ?? LAST,
    };
  }
}

/** Behind all that there is. */
const LAST: ShardPlace = { shard: 16 };

function cellsOf({ status, attempts, dueAt = '', finishedAt = '', reason = '', log }: Delivery): string[] {
  const last = log.at(-1);
  const deliveredAt = status === 'delivered' ? finishedAt : '';
  return [
    status,
    String(attempts),
    dueAt,
    deliveredAt,
    reason,
    String(last?.status ?? ''),
    last?.answer ?? last?.error ?? '',
  ];
}
