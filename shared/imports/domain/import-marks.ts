import type { ImportMark, Participant } from '../../people/domain/participant.ts';

/** Newer imports that can be taken back one after the other; beyond that a person counts as touched. */
const MOST_FORMER_MARKS = 5;

/** What the marks before the newest one may take of a person's item, in bytes of JSON. */
const MOST_FORMER_BYTES = 50_000;

/** The newest mark that an import left on somebody, also where another one hides it. */
export function markOf({ importMark }: Participant, importId: string): ImportMark | undefined {
  const marks = importMark ? [importMark, ...(importMark.former ?? [])] : [];
  return marks.find((mark) => mark.importId === importId);
}

/** What the row that left the mark counts as. */
export const countedAs = ({ countsAs, outcome }: ImportMark): ImportMark['outcome'] => countsAs ?? outcome;

/**
 * The mark that a row leaves on a person. It replaces one by an earlier run of the import only as long as nobody changed
 * the person in between: otherwise reverting would undo what others did.
 */
export function markOfRow(
  person: Participant,
  { importId, run, line }: { importId: string; run: number; line: number },
  { outcome, before }: { outcome: ImportMark['outcome']; before: Record<string, unknown> },
): ImportMark {
  const { importMark, version, deletedAt } = person;
  const mark = { importId, line, run, version: version + 1 };
  // Who is brought in anew has no past.
  if (deletedAt !== undefined) return { ...mark, outcome, before };
  const isOurs = importMark?.importId === importId && importMark.version === version;
  if (isOurs)
    return { ...mark, outcome, before: bothBefore(before, importMark.before), former: importMark.former };
  return {
    ...mark,
    outcome: 'updated',
    ...(outcome === 'created' && { countsAs: outcome }),
    before,
    former: formerMarks(person),
  };
}

/** The former values of two rows, of which `earlier` came first. */
function bothBefore(
  before: Record<string, unknown>,
  earlier: Record<string, unknown> = {},
): Record<string, unknown> {
  const groups = [before['groups'], earlier['groups']].flatMap((some) =>
    Array.isArray(some) ? some.map(String) : [],
  );
  return { ...before, ...earlier, ...(groups.length > 0 && { groups: [...new Set(groups)] }) };
}

function formerMarks({ importMark, version: now }: Participant): ImportMark['former'] {
  if (!importMark || importMark.reverted) return undefined;
  const { former = [], version, ...mark } = importMark;
  // Without its version, a mark says that somebody touched the person since.
  const standing = { ...mark, ...(version === now && { version }) };
  let bytes = 0;
  return [standing, ...former].slice(0, MOST_FORMER_MARKS).map((one) => {
    bytes += Buffer.byteLength(JSON.stringify(one));
    if (bytes <= MOST_FORMER_BYTES) return one;
    // Its rows are still recognized; it cannot be taken back any more.
    const { importId, line, run, outcome, countsAs } = one;
    return { importId, line, run, outcome, ...(countsAs && { countsAs }) };
  });
}

/**
 * Keeps the mark valid through a write that must not count as a change by others: a wish that a file brings along.
 * Undefined where there is no valid mark.
 */
export function keptMark({ importMark, version }: Participant): ImportMark | undefined {
  if (importMark?.version === undefined) return undefined;
  const standsAt = importMark.version + (importMark.reverted === true ? 1 : 0);
  return standsAt === version ? { ...importMark, version: importMark.version + 1 } : undefined;
}

/** The mark that is valid again once the newest one is undone, by the write that raises the person's version. */
export function markBefore(person: Participant, mark: ImportMark): ImportMark | undefined {
  const [last, ...former] = mark.former ?? [];
  if (!last) return undefined;
  return {
    ...last,
    ...(last.version !== undefined && { version: person.version + 1 }),
    ...(former.length > 0 && { former }),
  };
}

/** The history entry of a row that changed a person; they may be given as before the row, or after it. */
export function historyOfRow(before: Record<string, unknown>, optedOut: boolean): Record<string, unknown> {
  const { groups, ...fields } = before;
  const changed = Object.keys(fields);
  return {
    ...(changed.length > 0 && { changed }),
    ...(Array.isArray(groups) && { groups }),
    ...(optedOut && { optedOut }),
  };
}

/** Whether the import made the person, or changed them and was not taken back. */
export function isOfImport({ importMark, createdBy }: Participant, importId: string): boolean {
  const marks = importMark ? [importMark, ...(importMark.former ?? [])] : [];
  return createdBy === importId || marks.some((mark) => mark.importId === importId);
}
