import { GroupId } from '../../shared/platform/values/ids.ts';
import type { ImportOptions } from '../../shared/imports/domain/import-options.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { getGroups } from '../../shared/groups/table/group-items.ts';
import { listVariables } from '../../shared/variables/table/variable-items.ts';
import { openTarget } from '../../shared/imports/usecases/import-target.ts';
import { BadOption, mappingOf } from '../../shared/imports/usecases/read-import-options.ts';
import type { FileDeps } from './deps.ts';

/** Checks options while the organizer can still correct them: refuses what the import could not do. */
export async function checkOptions(deps: FileDeps, options: ImportOptions): Promise<void> {
  try {
    await openTarget(deps, options);
    if (options.mapping !== undefined) await mappingOf(deps.table, options, await listVariables(deps.table));
  } catch (error) {
    if (error instanceof BadOption) throw new Refusal('invalid-input', error.message);
    throw error;
  }
  const ids = [options.group, ...(options.groups ?? [])].filter((one) => GroupId.safeParse(one).success);
  const named = ids.flatMap((id) => id ?? []);
  const found = named.length === 0 ? new Map() : await getGroups(deps.table, named);
  const missing = named.find((id) => !found.has(id));
  if (missing !== undefined) throw new Refusal('invalid-input', `There is no group ${missing}.`);
}
