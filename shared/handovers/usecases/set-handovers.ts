import { resolveFilter } from '../../filters/usecases/resolve-filter.ts';
import { getDestination } from '../../destinations/table/destination-items.ts';
import { requirePermission, type Organizer } from '../../platform/access/role.ts';
import { Refusal, type FieldError } from '../../platform/problems/refusal.ts';
import type { Table } from '../../platform/table/table.ts';
import { newWebhookSecret, type WebhookDestination } from '../../platform/values/webhook-destination.ts';
import type { Rules } from '../../rules/table/rule-items.ts';
import { newRuleId, refuseTakenIds, setRules, type RuleDeps } from '../../rules/usecases/set-rules.ts';
import { handsOverElsewhere, type HandoverRule } from '../domain/handover-rule.ts';
import { getHandovers, ruleOf, type StoredHandover } from '../table/handover-items.ts';
import type { HandoverRunDeps } from './handover-runs.ts';

/** How long both secrets sign after a change. */
const ROTATION_MS = 24 * 60 * 60_000;

export type HandoverDeps = RuleDeps & HandoverRunDeps;

/**
 * Replaces an event's hand-overs. A secret that is left out stays, or is made when there was none. Who is handed over and
 * where to can only be changed with the permission for it; the time, and ending it, by every organizer.
 */
export async function setHandovers(
  deps: HandoverDeps,
  eventId: string,
  wanted: HandoverRule[],
  { organizer, seenVersion }: { organizer: Organizer; seenVersion?: number | undefined },
): Promise<Rules<StoredHandover> & { newSecrets: Map<string, string> }> {
  const place = { eventId, kind: 'handover' };
  refuseHappeningsOfSome(wanted);
  const before = await getHandovers(deps.table, eventId);
  await refuseTakenIds(deps.table, place, wanted);
  if (handsOverElsewhere(wanted, before.rules.map(ruleOf))) requirePermission(organizer, 'people:hand-over');
  await refuseUnknownDestinations(deps.table, wanted);
  const texts = await filterTexts(deps, wanted);
  const newSecrets = new Map<string, string>();
  const withSecrets = wanted.map(({ filter: _filter, ...rule }, index) => {
    const known = before.rules.find((one) => one.id === rule.id);
    const id = rule.id ?? newRuleId(deps, 'h');
    const { destination } = rule;
    const kept = { ...rule, id, ...(texts[index] !== undefined && { filterText: texts[index] }) };
    if ('id' in destination) return { ...kept, destination };
    const { secret, isNew, previousSecret } = secretOf(deps, destination, known);
    if (isNew) newSecrets.set(id, secret);
    return { ...kept, destination: { ...destination, secret }, ...(previousSecret && { previousSecret }) };
  });
  const set = await setRules(deps, place, withSecrets, { before, letter: 'h', seenVersion });
  return { ...set, newSecrets };
}

/** The secret of a webhook that stands in its rule, and the one before while both sign. */
function secretOf(
  { random, now }: RuleDeps,
  destination: WebhookDestination,
  known: StoredHandover | undefined,
): { secret: string; isNew: boolean; previousSecret: StoredHandover['previousSecret'] } {
  const former = known && 'url' in known.destination ? known.destination.secret : undefined;
  const secret = destination.secret ?? former ?? newWebhookSecret(random);
  const isNew = secret !== former && destination.secret === undefined;
  const until = new Date(now() + ROTATION_MS).toISOString();
  const isOther = former !== undefined && former !== secret;
  return { secret, isNew, previousSecret: isOther ? { secret: former, until } : known?.previousSecret };
}

/** What happens to somebody says itself who is meant. */
function refuseHappeningsOfSome(rules: HandoverRule[]): void {
  const errors = rules.flatMap(({ when, audience }, index): FieldError[] =>
    when === undefined || audience === 'all'
      ? []
      : [
          {
            field: `rules.${index}.audience`,
            code: 'not-supported',
            message:
              'A hand-over at once is of everybody to whom it happens: leave the audience out, or filter.',
          },
        ],
  );
  if (errors.length > 0) throw new Refusal('invalid-input', 'Some rules cannot be carried out.', errors);
}

async function refuseUnknownDestinations(table: Table, rules: HandoverRule[]): Promise<void> {
  const errors: FieldError[] = [];
  for (const [index, rule] of rules.entries()) {
    const { destination } = rule;
    if (!('id' in destination)) continue;
    const found = await getDestination(table, destination.id);
    if (found?.type === 'file') errors.push(...faultsOfFile(rule, `rules.${index}`));
    if (found) continue;
    const message = 'There is no such destination. Make it first, or choose another.';
    errors.push({ field: `rules.${index}.destination.id`, code: 'invalid-value', message });
  }
  if (errors.length > 0) throw new Refusal('invalid-input', 'Some destinations cannot be used so.', errors);
}

/** A file is written once, for all whom its moment knows. */
function faultsOfFile(
  { when, audience, unknown = 'wait', tellChanges }: HandoverRule,
  at: string,
): FieldError[] {
  const waits = unknown === 'wait' && (audience === 'participants' || audience === 'non-participants');
  const wrong = [
    ...(when === undefined ? [] : ['when']),
    ...(waits ? ['unknown'] : []),
    ...(tellChanges === true ? ['tellChanges'] : []),
  ];
  const message =
    'A file is written once, when its moment comes: choose a moment, and `unknown` as-absent or skip.';
  return wrong.map((field) => ({ field: `${at}.${field}`, code: 'not-supported', message }));
}

/** Filters are kept as they are now, saved ones put in. */
async function filterTexts(deps: HandoverDeps, rules: HandoverRule[]): Promise<(string | undefined)[]> {
  const texts: (string | undefined)[] = [];
  const errors: FieldError[] = [];
  for (const [index, { filter }] of rules.entries()) {
    if (filter === undefined) {
      texts.push(undefined);
      continue;
    }
    try {
      const filterDeps = { table: deps.table, identityKey: await deps.identityKey() };
      const resolved = await resolveFilter(filterDeps, filter, `rules.${index}.filter`);
      texts.push(JSON.stringify(resolved.filter));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      errors.push(...error.errors);
    }
  }
  if (errors.length > 0) throw new Refusal('invalid-input', 'Some filters need another look.', errors);
  return texts;
}
