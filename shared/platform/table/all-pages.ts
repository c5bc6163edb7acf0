import type { queryPage } from './query-page.ts';

/** All items of a partition, newest first, page by page; `sk` is the attribute that orders them. */
export async function* allPages(
  partition: string,
  query: (request: Parameters<typeof queryPage>[1]) => ReturnType<typeof queryPage>,
  sk: 'sk' | 'gsi1sk' = 'gsi1sk',
): AsyncGenerator<Record<string, unknown>[]> {
  for (let after: string | undefined, more = true; more;) {
    const page = await query({ partition, after, newestFirst: true });
    yield page.items;
    const last = page.items.at(-1);
    more = page.more && last !== undefined;
    after = last && String(last[sk]);
  }
}
