import type { TableChange } from '../../platform/table/read-change.ts';
import type { Table } from '../../platform/table/table.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';
import { Registration } from '../../registrations/domain/registration.ts';
import { asksFor, whatHappened, type HappenedTo } from '../domain/happening.ts';
import { getHandovers } from '../table/handover-items.ts';

/** What happened to a registration, if a rule may ask for it. */
export function followRegistration(change: TableChange): { happenings: HappenedTo[] } {
  if (!change.after) return { happenings: [] };
  const changedAt = new Date((change.at ?? 0) * 1000).toISOString();
  const before = change.before && Registration.parse(change.before);
  const happened = whatHappened(before, Registration.parse(change.after), changedAt);
  return { happenings: happened ? [happened] : [] };
}

const AT_ONCE = 8;

/** Those of the happenings that some rule of their event asks for: one read an event, however many there are. */
export async function askedFor(table: Table, happenings: HappenedTo[]): Promise<Set<HappenedTo>> {
  const events = [...new Set(happenings.map(({ eventId }) => eventId))];
  const asked = new Set<HappenedTo>();
  await inParallel(events, AT_ONCE, async (eventId) => {
    const { rules } = await getHandovers(table, eventId);
    for (const happened of happenings)
      if (happened.eventId === eventId && rules.some((rule) => asksFor(rule, happened))) asked.add(happened);
  });
  return asked;
}
