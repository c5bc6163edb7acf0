import { recalling } from '../../../platform/table/recall.ts';
import type { Table } from '../../../platform/table/table.ts';
import { placeIn, turnOf, type LinePlace } from '../../domain/line.ts';
import type { Registration } from '../../domain/registration.ts';
import { readLine, type Line } from '../../table/line-items.ts';

const recallLine = recalling<Line>();

/**
 * Where somebody stands in the line for a seat, as it was a moment ago; undefined for who is in none. Costs some ten read units,
 * and nothing where many ask at one time.
 */
export async function linePlace(
  { table, now }: { table: Table; now: () => number },
  { sessionId, participantId, place }: Registration,
): Promise<LinePlace | undefined> {
  if (place === undefined) return undefined;
  const line = await recallLine(table, sessionId, now(), () =>
    readLine(table, sessionId, { isExact: false }),
  );
  return placeIn(line, turnOf({ place, participantId }));
}
