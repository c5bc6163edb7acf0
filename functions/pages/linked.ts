import type { LinkPurpose } from '../../shared/domain/link-token.ts';
import { Refusal } from '../../shared/domain/refusal.ts';
import type { HttpRequest } from '../../shared/runtime/http-request.ts';
import { openLink, type LinkedRegistration } from '../../shared/usecases/open-link.ts';
import type { PageDeps } from './routes.ts';

/** What the link's token leads to. All wrong tokens get the same answer. */
export async function linked(
  deps: PageDeps,
  request: HttpRequest,
  purpose: LinkPurpose,
): Promise<LinkedRegistration> {
  const found = await openLink(
    { table: deps.table, linkKeys: await deps.linkKeys() },
    purpose,
    tokenOf(request),
  );
  if (!found) throw new Refusal('not-found', 'This link does not work (any more).');
  return found;
}

export const tokenOf = (request: HttpRequest): string => request.params['token'] ?? '';
