import * as z from 'zod';

const Kept = z.looseObject({ selection: z.looseObject({ filter: z.unknown() }) });

/** Turns a job into its item. It is kept as text, because an attribute may have 32 levels and a filter has up to 40. */
export function toJobItem<J extends object>(job: J): J | Record<string, unknown> {
  return changeFilter(job, (filter) => (filter === undefined ? undefined : JSON.stringify(filter)));
}

/** Turns the item back into the job. */
export function fromJobItem(item: Record<string, unknown>): Record<string, unknown> {
  return changeFilter(item, (filter): unknown => (typeof filter === 'string' ? JSON.parse(filter) : filter));
}

function changeFilter<J extends object>(job: J, change: (filter: unknown) => unknown) {
  const read = Kept.safeParse(job);
  if (!read.success || !('filter' in read.data.selection)) return job;
  const { selection } = read.data;
  return { ...job, selection: { ...selection, filter: change(selection.filter) } };
}
