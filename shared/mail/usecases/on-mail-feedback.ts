import * as z from 'zod';
import { isEmailFault, parseEmail } from '../../platform/values/email-address.ts';
import { participantIdOf } from '../../people/domain/identity.ts';
import { countAsSent } from '../table/mail-count-items.ts';
import { isMailSent, recordMailSent } from '../table/mail-items.ts';
import { stopMailbox } from '../table/mailbox-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { recordBounce, recordComplaint } from '../../people/usecases/change-wishes.ts';

const Recipients = z.array(z.object({ emailAddress: z.string() }));

/**
 * An SES event, as far as it matters here.
 * Shape: https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
export const MailFeedback = z.object({
  eventType: z.string(),
  /** Our message id comes back as a tag. */
  mail: z
    .object({ messageId: z.string(), tags: z.record(z.string(), z.array(z.string())).optional() })
    .optional(),
  bounce: z.object({ bounceType: z.string(), bouncedRecipients: Recipients }).optional(),
  complaint: z.object({ complainedRecipients: Recipients }).optional(),
});
export type MailFeedback = z.infer<typeof MailFeedback>;

interface FeedbackDeps {
  table: Table;
  identityKey: Uint8Array;
  now: () => number;
}

/**
 * Turns bounces and complaints into wishes, which are checked before every later send. A full mailbox (transient) is none.
 * A report that a mail was sent completes its ledger entry, in case the sender died before it could.
 */
export async function onMailFeedback(deps: FeedbackDeps, feedback: MailFeedback): Promise<number> {
  const at = new Date(deps.now()).toISOString();
  const messageId = feedback.mail?.tags?.['message']?.[0];
  if (feedback.eventType === 'Send' && feedback.mail && messageId !== undefined)
    await confirmSent(deps.table, messageId, { at, providerId: feedback.mail.messageId });
  const bounced =
    feedback.bounce?.bounceType === 'Permanent' ? idsOf(deps, feedback.bounce.bouncedRecipients) : [];
  const complained = feedback.complaint ? idsOf(deps, feedback.complaint.complainedRecipients) : [];
  await Promise.all([
    ...bounced.map((id) => recordBounce(deps.table, id, at)),
    ...complained.map((id) => recordComplaint(deps.table, id, at)),
    ...bounced.map((id) => stopMailbox(deps.table, id, 'bouncedAt', at)),
    ...complained.map((id) => stopMailbox(deps.table, id, 'complainedAt', at)),
  ]);
  return bounced.length + complained.length;
}

/** Nearly always the sender has recorded it already: to look costs a tenth of writing it again. */
async function confirmSent(
  table: Table,
  messageId: string,
  sent: { at: string; providerId: string },
): Promise<void> {
  if (await isMailSent(table, messageId)) return;
  const before = await recordMailSent(table, messageId, sent);
  if (before?.state !== 'sent' && before?.runId !== undefined && before.participantId !== undefined)
    await countAsSent(table, before.runId, before.participantId);
}

function idsOf(deps: FeedbackDeps, recipients: z.infer<typeof Recipients>): string[] {
  return recipients.flatMap(({ emailAddress }) => {
    const parsed = parseEmail(/<([^<>]*)>$/.exec(emailAddress)?.[1] ?? emailAddress);
    return isEmailFault(parsed) ? [] : [participantIdOf(deps.identityKey, parsed.key)];
  });
}
