import { Refusal } from '../../platform/values/refusal.ts';
import { requirePermission, type Organizer } from '../../platform/access/role.ts';
import { handsOverElsewhere, stampRules, type HandoverRule, type ReminderRule } from '../domain/rule.ts';
import { newWebhookSecret } from '../../platform/values/webhook-destination.ts';
import {
  getHandovers,
  getReminders,
  putRules,
  type StoredHandover,
  type StoredReminder,
} from '../table/rule-items.ts';
import type { Table } from '../../platform/table/table.ts';

export interface RuleDeps {
  table: Table;
  now: () => number;
  random: (bytes: number) => Uint8Array;
}

const ID_BYTES = 8;
/** Both secrets sign for so long after a change. */
const ROTATION_MS = 24 * 60 * 60_000;

/** Replaces an event's reminders. Their schedules follow from the table. */
export async function setReminders(
  deps: RuleDeps,
  eventId: string,
  wanted: ReminderRule[],
  seenVersion: number | undefined,
): Promise<{ rules: StoredReminder[]; version: number }> {
  refuseWhatIsNotThere(wanted, ['all', 'registered']);
  const [before, others] = await Promise.all([
    getReminders(deps.table, eventId),
    getHandovers(deps.table, eventId),
  ]);
  refuseTakenIds(wanted, others.rules);
  const rules = stampRules(wanted, before.rules, () => newRuleId(deps, 'r'), isoNow(deps));
  return put(deps, { eventId, kind: 'reminder' }, rules, before.version, seenVersion);
}

/**
 * Replaces an event's hand-overs. A secret that is left out stays, or is made when there was none. Whose data goes where
 * is said by those who may hand people over; when it goes, and that it does not any more, by every organizer.
 */
export async function setHandovers(
  deps: RuleDeps,
  eventId: string,
  wanted: HandoverRule[],
  { organizer, seenVersion }: { organizer: Organizer; seenVersion?: number | undefined },
): Promise<{ rules: StoredHandover[]; version: number; newSecrets: Map<string, string> }> {
  refuseWhatIsNotThere(wanted, ['all']);
  const [before, others] = await Promise.all([
    getHandovers(deps.table, eventId),
    getReminders(deps.table, eventId),
  ]);
  refuseTakenIds(wanted, others.rules);
  if (handsOverElsewhere(wanted, before.rules)) requirePermission(organizer, 'people:hand-over');
  const newSecrets = new Map<string, string>();
  const withSecrets = wanted.map((rule) => {
    const known = before.rules.find((one) => one.id === rule.id);
    const id = rule.id ?? newRuleId(deps, 'h');
    const secret = rule.destination.secret ?? known?.destination.secret ?? newWebhookSecret(deps.random);
    if (secret !== known?.destination.secret && rule.destination.secret === undefined)
      newSecrets.set(id, secret);
    const previousSecret =
      known && known.destination.secret !== secret
        ? { secret: known.destination.secret, until: new Date(deps.now() + ROTATION_MS).toISOString() }
        : known?.previousSecret;
    return {
      ...rule,
      id,
      destination: { ...rule.destination, secret },
      ...(previousSecret && { previousSecret }),
    };
  });
  const rules = stampRules(withSecrets, before.rules, () => newRuleId(deps, 'h'), isoNow(deps));
  return {
    ...(await put(deps, { eventId, kind: 'handover' }, rules, before.version, seenVersion)),
    newSecrets,
  };
}

const isoNow = (deps: RuleDeps): string => new Date(deps.now()).toISOString();
const newRuleId = (deps: RuleDeps, letter: string): string =>
  letter + Buffer.from(deps.random(ID_BYTES)).toString('hex');

function refuseWhatIsNotThere(rules: { audience: string }[], possible: string[]): void {
  const errors = rules.flatMap(({ audience }, index) =>
    possible.includes(audience)
      ? []
      : [
          {
            field: `rules.${index}.audience`,
            code: 'not-supported',
            message: `Attendance is not known yet; choose ${possible.join(' or ')}.`,
          },
        ],
  );
  if (errors.length > 0) throw new Refusal('invalid-input', 'Some rules cannot be carried out yet.', errors);
}

/** Reminders and hand-overs share the names of their schedules. */
function refuseTakenIds(rules: { id?: string | undefined }[], others: { id: string }[]): void {
  const errors = rules.flatMap(({ id }, index) =>
    others.some((other) => other.id === id)
      ? [
          {
            field: `rules.${index}.id`,
            code: 'taken',
            message: 'A rule of the other kind has this id. Choose another, or leave it out.',
          },
        ]
      : [],
  );
  if (errors.length > 0) throw new Refusal('invalid-input', 'Some ids are taken.', errors);
}

async function put<R extends StoredReminder | StoredHandover>(
  deps: RuleDeps,
  place: { eventId: string; kind: 'reminder' | 'handover' },
  rules: R[],
  version: number,
  seenVersion: number | undefined,
): Promise<{ rules: R[]; version: number }> {
  const ids = rules.map((rule) => rule.id);
  if (new Set(ids).size !== ids.length) throw new Refusal('invalid-input', 'Two rules have the same id.');
  const isSeen = seenVersion === undefined || seenVersion === version;
  if (!isSeen || !(await putRules(deps.table, place, rules, version))) {
    throw new Refusal(
      'conflict',
      'Somebody changed these rules in the meantime. Read them again and repeat your change.',
    );
  }
  return { rules, version: version + 1 };
}
