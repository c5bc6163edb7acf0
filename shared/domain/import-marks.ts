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

/** Whether the import made the person, or changed them and was not taken back. */
export function isOfImport({ importMark, createdBy }: Participant, importId: string): boolean {
  const marks = importMark ? [importMark, ...(importMark.former ?? [])] : [];
  return createdBy === importId || marks.some((mark) => mark.importId === importId);
}
