import type { ImportMark, Participant } from './participant.ts';

/** Newer imports that can be taken back one after the other; beyond that a person counts as touched. */
const MOST_FORMER_MARKS = 5;

/** What an import that marks the person now keeps of the marks before it, newest first. */
export function formerMarks(person: Participant, importId: string): ImportMark['former'] {
  const { importMark } = person;
  if (!importMark || importMark.reverted) return undefined;
  const { former = [], version, ...mark } = importMark;
  if (mark.importId === importId) return former.length > 0 ? former : undefined;
  // Without its version, a mark says that somebody touched the person since.
  const standing = { ...mark, ...(version === person.version && { version }) };
  return [standing, ...former].slice(0, MOST_FORMER_MARKS);
}

/** The mark by a write that leaves it standing: what a file says about mail is no touch. Undefined where none stands. */
export function keptMark({ importMark, version }: Participant): ImportMark | undefined {
  if (importMark?.version === undefined) return undefined;
  const standsAt = importMark.version + (importMark.reverted === true ? 1 : 0);
  return standsAt === version ? { ...importMark, version: importMark.version + 1 } : undefined;
}

/** The mark that stands again once the newest one is taken back, by the write that raises the person's version. */
export function markBefore(person: Participant, mark: ImportMark): ImportMark | undefined {
  const [last, ...former] = mark.former ?? [];
  if (!last) return undefined;
  return {
    ...last,
    ...(last.version !== undefined && { version: person.version + 1 }),
    ...(former.length > 0 && { former }),
  };
}

/** What the history tells of a row that changed somebody; the person may be as they were before it, or after. */
export function toldOfRow(before: Record<string, unknown>, optedOut: boolean): Record<string, unknown> {
  const { groups, ...fields } = before;
  const changed = Object.keys(fields);
  return {
    ...(changed.length > 0 && { changed }),
    ...(Array.isArray(groups) && { groups }),
    ...(optedOut && { optedOut }),
  };
}

/** What the history tells of how an import made the person; undefined where none did. */
export function toldOfCreation(
  person: Participant,
): { importId: string; data: Record<string, unknown> } | undefined {
  const { importMark, createdBy, createdAt, optedOutAt } = person;
  if (createdBy?.startsWith('imp_') !== true) return undefined;
  const marks = importMark ? [importMark, ...(importMark.former ?? [])] : [];
  const mark = marks.find((one) => one.importId === createdBy && one.outcome === 'created');
  return {
    importId: createdBy,
    data: {
      ...(mark && { line: mark.line }),
      ...(mark?.groups && { groups: mark.groups }),
      ...(optedOutAt === createdAt && { optedOut: true }),
    },
  };
}

/** Whether the import made the person, or changed them and was not taken back. */
export function isOfImport({ importMark, createdBy }: Participant, importId: string): boolean {
  const marks = importMark ? [importMark, ...(importMark.former ?? [])] : [];
  return createdBy === importId || marks.some((mark) => mark.importId === importId);
}
