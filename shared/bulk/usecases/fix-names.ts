import * as z from 'zod';
import type { BulkActionKind } from './bulk-action.ts';
import { fixNameCase } from '../../people/domain/fix-name-case.ts';
import type { Participant } from '../../people/domain/participant.ts';
import type { Patch } from '../../platform/values/patch.ts';
import { openWith, skipped, unchanged, type PersonChange, type PersonRule } from './change-people.ts';

const FixNames = z.strictObject({ type: z.literal('fix-names') });

/** Gives names that are all upper or all lower case the case that names have. */
export const fixNamesAction: BulkActionKind<z.infer<typeof FixNames>> = {
  schema: FixNames,
  permission: 'people:write',
  isUndoable: true,
  open: openWith(() => fixing),
};

const fields = ['firstName', 'lastName'] as const;
type Names = Partial<Record<(typeof fields)[number], string>>;

const fixing: PersonRule = {
  decide: (person) => {
    const fixed = pick(person, (name) => (fixNameCase(name) === name ? undefined : fixNameCase(name)));
    const before = pick(person, (name, field) => (fixed[field] === undefined ? undefined : name));
    return Object.keys(fixed).length === 0 ? unchanged : renaming(fixed, before);
  },
  takeBack: (person, mark) => {
    const isStill = (name: string, was: unknown) => typeof was === 'string' && name === fixNameCase(was);
    const back = pick(person, (name, field) =>
      isStill(name, mark.before[field]) ? String(mark.before[field]) : undefined,
    );
    return Object.keys(back).length === 0 ? skipped('touched') : renaming(back, {});
  },
};

/** The names for which `say` has another value, by field. */
function pick(person: Participant, say: (name: string, field: keyof Names) => string | undefined): Names {
  const names: Names = {};
  for (const field of fields) {
    const said = person[field] === undefined ? undefined : say(person[field], field);
    if (said !== undefined) names[field] = said;
  }
  return names;
}

function renaming(names: Names, before: Names): PersonChange {
  const patch: Patch = { set: names };
  return { patch, before, history: { kind: 'changed', data: { ...names } } };
}
