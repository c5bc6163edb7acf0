import type { LinkPurpose } from '../../shared/platform/access/link-token.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import type { HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import { openLink, type LinkedRegistration } from '../../shared/registrations/usecases/open-link.ts';
import type { PageDeps } from './deps.ts';

/** Finds the registration of a link's token. All wrong tokens get the same answer. */
export async function findLinked(
  deps: PageDeps,
  request: HttpRequest,
  purpose: LinkPurpose,
): Promise<LinkedRegistration> {
  const found = await follow(deps, request, purpose);
  if (!found) throw brokenLink();
  return found;
}

/** The same, for callers who can do something else about a link that leads nowhere. */
export async function follow(
  deps: PageDeps,
  request: HttpRequest,
  purpose: LinkPurpose,
): Promise<LinkedRegistration | undefined> {
  const { table, now } = deps;
  return openLink({ table, linkKeys: await deps.linkKeys(), now }, purpose, tokenOf(request));
}

export const brokenLink = (): Refusal => new Refusal('not-found', 'This link does not work (any more).');

export const tokenOf = (request: HttpRequest): string => request.params['token'] ?? '';
