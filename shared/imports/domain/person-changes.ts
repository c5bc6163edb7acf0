import { keepFormerChannel } from '../../people/domain/former-channels.ts';
import { MOST_GROUPS, tooManyGroups } from '../../groups/domain/group.ts';
import { isLossyCopy } from './lossy-copy.ts';
import type { ImportRun } from './import-run.ts';
import type { RowDraft } from './import-row.ts';
import { restrictedWishes } from './restricted-wishes.ts';
import { Participant, type ConsentProof } from '../../people/domain/participant.ts';
import { personFieldsWith } from '../../person-fields/domain/person-field-names.ts';
import { tooLarge, type SkipReason } from './skip-reasons.ts';
import { fitTogether } from '../../variables/domain/variable.ts';

/** The changes of a person by a row, by attribute, and the former values (dotted names, null for none). */
export interface PersonChanges {
  set: Record<string, unknown>;
  remove: string[];
  before: Record<string, unknown>;
  /** Groups the person comes into. */
  groups: string[];
}

/** The values of a row that are not known yet. Empty cells count as none; consent and wishes are only added to. */
export function personChanges(
  known: Participant,
  row: RowDraft,
  groupIds: string[],
  run: ImportRun,
): PersonChanges | SkipReason {
  const changes: PersonChanges = { set: {}, remove: [], before: {}, groups: [] };
  const current = new Map<string, unknown>(Object.entries(known));
  const isElsewhere = isKnownElsewhere(known, row, run);
  for (const [name, value] of Object.entries(row.details)) {
    if (isElsewhere && channelFields.has(name)) continue;
    const was = current.get(name);
    if (was !== value && !isLossyCopy(was, value)) replace(changes, name, value, was);
  }
  mergeMap(changes, 'utm', known.utm, row.utm);
  mergeMap(changes, 'variables', known.variables, row.variables);
  fillConsent(changes, known.consent, row.consent);
  erase(changes, known, row.erases ?? []);
  keepFormerChannel(changes, known);
  const variables = Participant.shape.variables.parse(changes.set['variables']);
  if (variables && !fitTogether(variables)) return tooLarge;
  const wishes = restrictedWishes(known, row, run);
  Object.assign(changes.set, wishes?.set);
  changes.remove.push(...(wishes?.remove ?? []));
  const added = groupIds.filter((id) => !known.groups?.has(id));
  if (added.length > 0) {
    const groups = new Set([...(known.groups ?? []), ...added]);
    if (groups.size > MOST_GROUPS) return tooManyGroups;
    changes.set['groups'] = groups;
    changes.before['groups'] = added;
    changes.groups = added;
  }
  return changes;
}

/** What belongs together with an id in a channel. */
const channelFields: ReadonlySet<string> = new Set(personFieldsWith('merge', 'with-channel'));

/** Whether the row names somebody by an id that leads to them, as of who was merged into them, but is not the one they show. */
function isKnownElsewhere(
  { id, aliases = new Set(), channel, externalId }: Participant,
  { inChannel }: RowDraft,
  { channelIdOf }: ImportRun,
): boolean {
  if (!inChannel || externalId === undefined) return false;
  if (inChannel.channel === channel && inChannel.externalId === externalId) return false;
  const identity = channelIdOf(inChannel);
  return identity === id || aliases.has(identity);
}

function replace(changes: PersonChanges, name: string, value: unknown, was: unknown): void {
  changes.set[name] = value;
  changes.before[name] = was ?? null;
}

function mergeMap(
  changes: PersonChanges,
  name: 'utm' | 'variables',
  known: Record<string, unknown> | undefined,
  said: Record<string, unknown> | undefined,
): void {
  const differing = Object.entries(said ?? {}).filter(
    ([key, value]) => value !== undefined && known?.[key] !== value && !isLossyCopy(known?.[key], value),
  );
  if (differing.length === 0) return;
  changes.set[name] = { ...known, ...Object.fromEntries(differing) };
  for (const [key] of differing) changes.before[`${name}.${key}`] = known?.[key] ?? null;
}

function fillConsent(
  changes: PersonChanges,
  known: ConsentProof | undefined,
  said: ConsentProof | undefined,
): void {
  const fresh = Object.entries(said ?? {}).filter(
    ([key, value]) =>
      value !== undefined &&
      !Object.entries(known ?? {}).some(([one, was]) => one === key && was !== undefined),
  );
  if (fresh.length === 0) return;
  changes.set['consent'] = { ...known, ...Object.fromEntries(fresh) };
  for (const [key] of fresh) changes.before[`consent.${key}`] = null;
}

function erase(changes: PersonChanges, known: Participant, erases: string[]): void {
  const current = new Map<string, unknown>(Object.entries(known));
  for (const path of erases) {
    const [name = '', key] = path.split('.');
    if (key === undefined) {
      if (current.get(name) === undefined) continue;
      changes.remove.push(name);
      changes.before[name] = current.get(name);
    } else if (name === 'utm' || name === 'variables') {
      const map = new Map<string, unknown>(Object.entries(changes.set[name] ?? known[name] ?? {}));
      if (!map.has(key)) continue;
      changes.before[path] = map.get(key);
      map.delete(key);
      changes.set[name] = Object.fromEntries(map);
    }
  }
}
