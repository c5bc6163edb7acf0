import { isMailboxOpen, keepMailbox, stopMailbox } from '../../shared/mail/table/mailbox-items.ts';
import { readMailboxToken } from '../../shared/mail/usecases/organizers/mailbox-link.ts';
import { mailboxPage } from '../../shared/pages/personal/mailbox-page.ts';
import type { HttpReply, HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import type { PageDeps } from './deps.ts';
import { brokenLink, tokenOf } from './find-linked.ts';
import { localeOf, page } from './message-reply.ts';

/** The page by which whoever gets mails for organizers stops them. */
export async function showMailbox(deps: PageDeps, request: HttpRequest): Promise<HttpReply> {
  return mailbox(deps, request, await addressOf(deps, request));
}

/** Stops them: its button, or the mail program's own (RFC 8058). Doing it twice changes nothing more. */
export async function postMailbox(deps: PageDeps, request: HttpRequest): Promise<HttpReply> {
  const addressId = await addressOf(deps, request);
  const at = new Date(deps.now()).toISOString();
  await keepMailbox(deps.table, addressId, at);
  await stopMailbox(deps.table, addressId, 'stoppedAt', at);
  return mailbox(deps, request, addressId);
}

async function addressOf({ linkKeys }: PageDeps, request: HttpRequest): Promise<string> {
  const addressId = readMailboxToken(await linkKeys(), tokenOf(request));
  if (addressId === undefined) throw brokenLink();
  return addressId;
}

async function mailbox({ table }: PageDeps, request: HttpRequest, addressId: string): Promise<HttpReply> {
  const isStopped = !(await isMailboxOpen(table, addressId));
  return page(mailboxPage({ locale: localeOf(request), token: tokenOf(request), isStopped }));
}
