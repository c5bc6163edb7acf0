import { rewordedConsents } from '../domain/event-consent.ts';
import { type Event } from '../domain/event.ts';
import { draftOf, EventDraft } from '../domain/event-draft.ts';
import { fieldErrors } from '../../platform/problems/field-errors.ts';
import { Refusal, type FieldError } from '../../platform/problems/refusal.ts';
import type { Table } from '../../platform/table/table.ts';
import { mergePatch } from '../../platform/values/merge-patch.ts';
import { saveEvent } from '../table/event-items.ts';
import { getPlacedEvent } from '../table/event-place-items.ts';
import { faultsOfDraft } from './faults-of-draft.ts';

interface ChangeDeps {
  table: Table;
  now: () => number;
}

/** Hands that may place an event while somebody changes it. */
const MOST_ROUNDS = 10;

/** Changes what an organizer entered of an event, by a merge patch: null takes a value away, lists are replaced whole. */
export async function changeEvent(
  deps: ChangeDeps,
  eventId: string,
  patch: Record<string, unknown>,
  seenVersion?: number,
): Promise<Event> {
  return writeNext(deps, eventId, seenVersion, async (event) => {
    const parsed = EventDraft.safeParse(mergePatch(draftOf(event), patch));
    if (!parsed.success) throw needsAnotherLook(fieldErrors(parsed.error));
    const errors = [...faultsOfChange(event, parsed.data), ...(await faultsOfDraft(deps.table, parsed.data))];
    if (errors.length > 0) throw needsAnotherLook(errors);
    return { ...event, ...none, ...parsed.data };
  });
}

/** Closes an event for good, or opens it again. Twice is the same as once. */
export async function setArchived(
  deps: ChangeDeps,
  eventId: string,
  archived: boolean,
  seenVersion?: number,
): Promise<Event> {
  const archivedAt = archived ? new Date(deps.now()).toISOString() : undefined;
  return writeNext(deps, eventId, seenVersion, (event) =>
    Promise.resolve((event.archivedAt !== undefined) === archived ? event : { ...event, archivedAt }),
  );
}

/** What a draft may leave out altogether. */
const none = { locale: undefined, thankYouText: undefined, thankYouUrl: undefined, roomUrl: undefined };

const needsAnotherLook = (errors: FieldError[]) =>
  new Refusal('invalid-input', 'Some fields need another look.', errors);

function faultsOfChange(before: Event, after: EventDraft): FieldError[] {
  const kind: FieldError = {
    field: 'kind',
    code: 'not-supported',
    message: 'An event keeps its kind. Make a new one of the other kind.',
  };
  const reworded = rewordedConsents(before.form.consents, after.form.consents).map((index): FieldError => ({
    field: `form.consents.${index}.version`,
    code: 'version-unchanged',
    message: 'People agreed to other words under this version. Give the new words a new version.',
  }));
  return [...(before.kind === after.kind ? [] : [kind]), ...reworded];
}

/** Writes what follows from the state that was seen, or from the present one if nobody says which they saw. */
async function writeNext(
  { table }: ChangeDeps,
  eventId: string,
  seenVersion: number | undefined,
  nextOf: (event: Event) => Promise<Event>,
): Promise<Event> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const found = await getPlacedEvent(table, eventId);
    if (!found) throw new Refusal('not-found', 'There is no such event.');
    if (seenVersion !== undefined && seenVersion !== found.event.version)
      throw new Refusal(
        'conflict',
        'Somebody changed this event in the meantime. Read it again and repeat your change.',
      );
    const next = await nextOf(found.event);
    if (next === found.event) return next;
    const raised = { ...next, version: found.event.version + 1 };
    if (await saveEvent(table, found, raised)) return raised;
  }
  throw new Error(`The event ${eventId} changes faster than it can be written.`);
}
