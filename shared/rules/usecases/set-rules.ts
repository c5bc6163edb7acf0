import type { Event } from '../../events/domain/event.ts';
import { wantPlans } from '../../events/table/wanted-plan-items.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import type { Table } from '../../platform/table/table.ts';
import { stampRules, type StoredTiming, type Timed } from '../domain/rule.ts';
import { listRules, putRules, type Rules, type RulesPlace } from '../table/rule-items.ts';

export interface RuleDeps {
  table: Table;
  now: () => number;
  random: (bytes: number) => Uint8Array;
}

const ID_BYTES = 8;

/** An id for a new rule; the letter says of which kind it is to whoever reads it. */
export const newRuleId = (deps: RuleDeps, letter: string): string =>
  letter + Buffer.from(deps.random(ID_BYTES)).toString('hex');

/**
 * Replaces an event's rules of one kind, if they are still the ones that the organizer saw. Their schedules follow from the
 * table.
 */
export async function setRules<R extends Timed & { id?: string | undefined }>(
  deps: RuleDeps,
  place: RulesPlace,
  wanted: R[],
  {
    before,
    letter,
    seenVersion,
  }: { before: Rules<StoredTiming>; letter: string; seenVersion?: number | undefined },
): Promise<Rules<R & StoredTiming>> {
  const { version } = before;
  const now = new Date(deps.now()).toISOString();
  const rules = stampRules(wanted, before.rules, () => newRuleId(deps, letter), now);
  const ids = rules.map((rule) => rule.id);
  if (new Set(ids).size !== ids.length) throw new Refusal('invalid-input', 'Two rules have the same id.');
  const isSeen = seenVersion === undefined || seenVersion === version;
  if (isSeen) await wantPlans(deps.table, [{ eventId: place.eventId }], now);
  if (!isSeen || !(await putRules(deps.table, place, rules, version))) {
    throw new Refusal(
      'conflict',
      'Somebody changed these rules in the meantime. Read them again and repeat your change.',
    );
  }
  return { rules, version: version + 1 };
}

/** Refuses rules for an audience that cannot be known at their moment. */
export function refuseAudiences(rules: { audience: string }[], possible: string[]): void {
  const errors = rules.flatMap(({ audience }, index) =>
    possible.includes(audience)
      ? []
      : [
          {
            field: `rules.${index}.audience`,
            code: 'not-supported' as const,
            message: `Attendance is not known yet; choose ${possible.join(' or ')}.`,
          },
        ],
  );
  if (errors.length > 0) throw new Refusal('invalid-input', 'Some rules cannot be carried out yet.', errors);
}

/** Refuses rules of a room: it is always open, so no moment comes before or after it. */
export function refuseRulesOfRoom({ kind }: Pick<Event, 'kind'>, rules: readonly object[]): void {
  if (kind !== 'room' || rules.length === 0) return;
  const errors = rules.map((_, index) => ({
    field: `rules.${index}.anchor`,
    code: 'not-supported' as const,
    message: 'A room is always open: it has no start and no end, so this would never happen.',
  }));
  throw new Refusal('invalid-input', 'A room has no dates for rules. Plan an event with sessions.', errors);
}

/** Refuses ids that rules of other kinds have: all share the names of their schedules. */
export async function refuseTakenIds(
  table: Table,
  { eventId, kind }: RulesPlace,
  rules: { id?: string | undefined }[],
): Promise<void> {
  const others = (await listRules(table, eventId)).filter((rule) => rule.kind !== kind);
  const errors = rules.flatMap(({ id }, index) =>
    others.some((other) => other.id === id)
      ? [
          {
            field: `rules.${index}.id`,
            code: 'taken' as const,
            message: 'A rule of the other kind has this id. Choose another, or leave it out.',
          },
        ]
      : [],
  );
  if (errors.length > 0) throw new Refusal('invalid-input', 'Some ids are taken.', errors);
}
