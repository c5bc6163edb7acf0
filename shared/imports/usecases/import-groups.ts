import { stripFormulaGuard } from '../../platform/csv/formula-guard.ts';
import { isLossyCopy } from '../domain/lossy-copy.ts';
import { splitGroups } from '../domain/cells/group-list.ts';
import type { ImportColumn } from '../domain/import-columns.ts';
import { foldGroupName, MOST_GROUPS, tooManyGroups, type Group } from '../../groups/domain/group.ts';
import { GroupId, newId } from '../../platform/values/ids.ts';
import {
  findGroupByName,
  findGroupsByName,
  findOrCreateGroup,
  getGroups,
  listGroups,
} from '../../groups/table/group-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { BadOption } from './read-import-options.ts';

/** Groups that one import may make. */
export const MOST_NEW_GROUPS = 100;

export interface GroupDeps {
  table: Table;
  now: () => number;
  random: (bytes: number) => Uint8Array;
}

const GROUPS_AT_ONCE = 500;

/** Names of groups that are not there yet, each spelled as it came first. */
type NewGroups = string[];

/** Why a row cannot have its groups; `value` is the group that it cannot have. */
interface GroupFault {
  code: string;
  message: string;
  value?: string;
}

/** The fault of a row that cannot get all its groups. */
const tooMany = {
  code: 'too-many-new-groups',
  message: `An import makes ${MOST_NEW_GROUPS} new groups at most. Make the other groups first, or map the column to nothing.`,
};

/**
 * Finds the groups that rows name, and makes those that are missing. Which ones an import makes is decided in the order
 * of its file and noted in the job before the first is made, so that a worker that dies decides the same again.
 */
export class ImportGroups {
  readonly #deps: GroupDeps;
  readonly #all: readonly string[];
  readonly #dryRun: boolean;
  readonly #importId: string;
  readonly #columns: readonly ImportColumn[];
  #made: NewGroups;
  /** By folded name. */
  readonly #ids = new Map<string, string>();
  readonly #gone = new Set<string>();

  constructor(
    deps: GroupDeps,
    job: {
      id: string;
      columns?: ImportColumn[] | undefined;
      groupIds?: string[] | undefined;
      newGroups?: NewGroups | undefined;
      dryRun: boolean;
    },
  ) {
    this.#deps = deps;
    this.#all = job.groupIds ?? [];
    this.#made = job.newGroups ?? [];
    this.#dryRun = job.dryRun;
    this.#importId = job.id;
    this.#columns = job.columns ?? [];
  }

  /** Looks up names, in the order of the file. Answers the job's list of new groups when it grew: note it, then `make`. */
  async learn(names: Iterable<string>): Promise<NewGroups | undefined> {
    const before = this.#made.length;
    const made = new Set(this.#made.map(foldGroupName));
    const unknown = new Map<string, string>();
    for (const name of names) {
      const folded = foldGroupName(name);
      if (!this.#ids.has(folded) && !made.has(folded) && !unknown.has(folded)) unknown.set(folded, name);
    }
    const found = await findGroupsByName(this.#deps.table, [...unknown.keys()]);
    for (const [folded, { id }] of found) this.#ids.set(folded, id);
    const unmet = [...unknown].filter(([folded]) => !found.has(folded)).map(([, name]) => name);
    await this.#meetLossy(unmet.filter((name) => name.includes('?')));
    const missing = unmet.filter((name) => !this.#ids.has(foldGroupName(name)));
    this.#made = [...this.#made, ...missing.slice(0, MOST_NEW_GROUPS - before)];
    return this.#made.length > before ? this.#made : undefined;
  }

  /** A file in an encoding that lacks letters of a group's name has `?` in their place: that is no group of its own. */
  async #meetLossy(names: string[]): Promise<void> {
    if (names.length === 0) return;
    for (let after: string | undefined, more = true; more;) {
      const { groups, next } = await listGroups(this.#deps.table, after, GROUPS_AT_ONCE);
      for (const { id, name } of groups)
        for (const lossy of names) if (isLossyCopy(name, lossy)) this.#ids.set(foldGroupName(lossy), id);
      after = next;
      more = next !== undefined;
    }
  }

  /** Makes the new groups that are not there yet. */
  async make(): Promise<void> {
    for (const name of this.#made) {
      const folded = foldGroupName(name);
      if (this.#ids.has(folded)) continue;
      // A dry run makes nothing; the name stands for the group.
      const id = this.#dryRun
        ? `new ${folded}`
        : (await findOrCreateGroup(this.#deps.table, newGroup(this.#deps, name, this.#importId))).id;
      this.#ids.set(folded, id);
    }
  }

  /** The column in which a row names the group. */
  placeOf(name: string, cells: string[]): { column?: number; columnName?: string } {
    const index = this.#columns.findIndex(
      ({ meaning, separator }, at) =>
        meaning === 'groups' && splitGroups(stripFormulaGuard(cells[at] ?? ''), separator).includes(name),
    );
    const columnName = this.#columns[index]?.name;
    return columnName === undefined ? {} : { column: index + 1, columnName };
  }

  /** Nobody is brought into groups that were deleted while the import runs. */
  leaveOut(gone: string[]): void {
    for (const id of gone) this.#gone.add(id);
  }

  /** The groups that a row brings its person into: those of all rows, and those it names itself. */
  idsOf(names: string[] | undefined): string[] | GroupFault {
    const ids = new Set(this.#all.filter((id) => !this.#gone.has(id)));
    if (!names) return [...ids];
    for (const name of names) {
      const id = this.#ids.get(foldGroupName(name));
      if (id === undefined) return { ...tooMany, value: name };
      if (!this.#gone.has(id)) ids.add(id);
    }
    return ids.size > MOST_GROUPS ? tooManyGroups : [...ids];
  }
}

function newGroup(deps: GroupDeps, name: string, createdBy: string): Group {
  const now = deps.now();
  return {
    id: newId('grp', now, deps.random),
    name,
    createdAt: new Date(now).toISOString(),
    createdBy,
    version: 1,
  };
}

/** The groups that everybody comes into, by id or name; a new name makes a group, unless nothing may be written. */
export async function openGroups(
  deps: GroupDeps,
  wanted: string[],
  { id: importId, dryRun }: { id: string; dryRun: boolean },
): Promise<string[]> {
  const byId = wanted.filter((one) => GroupId.safeParse(one).success);
  const found = await getGroups(deps.table, byId);
  const missing = byId.find((id) => !found.has(id));
  if (missing !== undefined)
    throw new BadOption(`The option "group" names a group that does not exist: ${missing}.`);
  const ids: string[] = [...byId];
  for (const name of wanted.filter((one) => !byId.includes(one))) {
    const group = dryRun
      ? await findGroupByName(deps.table, foldGroupName(name))
      : await findOrCreateGroup(deps.table, newGroup(deps, name, importId));
    ids.push(group?.id ?? `new ${foldGroupName(name)}`);
  }
  return [...new Set(ids)];
}
