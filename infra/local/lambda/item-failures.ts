import * as z from 'zod';

const Response = z
  .object({
    batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish(),
  })
  .nullish();

/** The items that a batch response reports as failed. A report that makes no sense fails the whole batch, as on AWS. */
export function readItemFailures(response: unknown, known: ReadonlySet<string>): Set<string> {
  const parsed = Response.safeParse(response);
  if (!parsed.success) return new Set(known);
  const failed = new Set((parsed.data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier));
  return failed.isSubsetOf(known) ? failed : new Set(known);
}
