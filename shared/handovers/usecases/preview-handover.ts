import { adapters } from '../../destinations/domain/adapters/adapters.ts';
import { crmTypeOf } from '../../destinations/domain/destination.ts';
import { getDestination } from '../../destinations/table/destination-items.ts';
import { HandedOver } from '../../destinations/domain/handed-over.ts';
import { mappedOf, type MappedContact } from '../../destinations/domain/mapped-contact.ts';
import type { Event } from '../../events/domain/event.ts';
import type { Session } from '../../events/domain/session.ts';
import { personIn, resolveIdentities } from '../../people/table/resolve-identity.ts';
import type { Participant } from '../../people/domain/participant.ts';
import type { Table } from '../../platform/table/table.ts';
import { FIRST_SHARD } from '../../platform/table/walk-shards.ts';
import type { ShardPlace } from '../../platform/values/shard-place.ts';
import { belongsToSomebody, type Registration } from '../../registrations/domain/registration.ts';
import { listRegistrations } from '../../registrations/table/registration-items.ts';
import { mayBeHandedOver } from '../domain/delivery.ts';
import type { HandoverRule } from '../domain/handover-rule.ts';
import { handOverBody } from './hand-over-body.ts';
import { openAudienceTest, type HandoverRunDeps } from './handover-runs.ts';

const PAGE = 500;
/** More are not read while somebody waits. */
const MOST_LOOKED = 20_000;
const NAMED = 20;

/** Whom a rule would hand over if its moment were now. */
export interface HandoverPreview {
  looked: number;
  count: number;
  /** Those of whom nobody knows yet whether they were there, where the rule waits for it. */
  undecided: number;
  /** Whether everybody was looked at. */
  complete: boolean;
  people: { participantId: string; email?: string | undefined }[];
  /** One real person: what would be posted, and as the destination's fields hold it. */
  sample?: { body: unknown; mapped?: MappedContact | undefined };
}

/** Tries a rule on a session without handing anybody over. `participantId`: whose fields to show; else the first's. */
export async function previewHandover(
  deps: { table: Table; now: () => number } & HandoverRunDeps,
  rule: HandoverRule,
  { event, session, participantId }: { event: Event; session: Session; participantId?: string | undefined },
): Promise<HandoverPreview> {
  const test = await openAudienceTest(deps, rule, deps.now());
  const preview: HandoverPreview = { looked: 0, count: 0, undecided: 0, complete: true, people: [] };
  let sample: { registration: Registration; person: Participant } | undefined;
  for (let place: ShardPlace | undefined = FIRST_SHARD; place;) {
    const page: Awaited<ReturnType<typeof listRegistrations>> = await listRegistrations(
      deps.table,
      session.id,
      place,
      PAGE,
    );
    preview.looked += page.registrations.length;
    for (const one of await peopleOf(deps.table, page.registrations, rule)) {
      const verdict = await test(one.registration, one.person);
      const isAsked = one.person.id === participantId;
      if (isAsked || (verdict !== 'not-meant' && participantId === undefined)) sample ??= one;
      if (verdict === 'not-meant') continue;
      if (verdict === 'undecided') preview.undecided += 1;
      else preview.count += 1;
      const { id, email } = one.person;
      if (preview.people.length < NAMED) preview.people.push({ participantId: id, email });
    }
    place = page.next;
    if (place && preview.looked >= MOST_LOOKED)
      return { ...preview, complete: false, ...(await shown(deps, rule, sample, { event, session })) };
  }
  return { ...preview, ...(await shown(deps, rule, sample, { event, session })) };
}

/** Those who may be handed over by the rule at all. */
async function peopleOf(table: Table, registrations: Registration[], rule: HandoverRule) {
  const status = rule.when === 'cancelled' ? 'cancelled' : 'registered';
  const there = registrations.filter((one) => belongsToSomebody(one) && one.status === status);
  const people = await resolveIdentities(
    table,
    there.map(({ participantId }) => participantId),
  );
  return there.flatMap((registration) => {
    const person = personIn(people.get(registration.participantId));
    return mayBeHandedOver(person) ? [{ registration, person }] : [];
  });
}

async function shown(
  { table, now }: { table: Table; now: () => number },
  { destination: ref, when }: HandoverRule,
  sample: { registration: Registration; person: Participant } | undefined,
  subject: { event: Event; session: Session },
): Promise<Pick<HandoverPreview, 'sample'>> {
  if (!sample) return {};
  const moment = { runId: 'preview', dueAt: new Date(now()).toISOString(), happened: when };
  const body: unknown = JSON.parse(handOverBody(moment, subject, sample.registration, sample.person));
  const kept = 'id' in ref ? await getDestination(table, ref.id) : undefined;
  const crm = kept && crmTypeOf(kept.type);
  if (!crm || !('id' in ref)) return { sample: { body } };
  const settings = adapters[crm].contactSettings(kept.settings);
  return { sample: { body, mapped: mappedOf(HandedOver.parse(body), settings, ref.tags ?? []) } };
}
