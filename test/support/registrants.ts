import type { Event } from '../../shared/events/domain/event.ts';
import { participantIdOf } from '../../shared/people/domain/identity.ts';
import type { LinkKey } from '../../shared/platform/access/link-token.ts';
import { shardOf } from '../../shared/platform/values/shard.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import type { ConfirmationDeps, ConfirmationMessage } from '../../shared/mail/usecases/send-confirmation.ts';
import { register } from '../../shared/registrations/usecases/register.ts';
import { NOW, post } from './factories.ts';
import type { LocalAws } from './local-aws.ts';
import { identityKey } from './run-jobs.ts';
import { allocate } from './seats/seat-world.ts';

export const linkKeys: LinkKey[] = [{ id: 1, secret: Buffer.from('link key of the tests') }];
export const publicOrigin = 'https://turnout.example.com';

/** The participant's id of an address, by the tests' key. */
export const idOf = (emailKey: string): string => participantIdOf(identityKey, emailKey);

/** So many addresses whose people, and what belongs to these, lie in one partition of the table. */
export function neighbours(name: string, count: number): string[] {
  const found: string[] = [];
  for (let n = 0; found.length < count; n += 1) {
    const email = `${name}-${n}@example.com`;
    if (shardOf(idOf(email)) === 0) found.push(email);
  }
  return found;
}

/** Registers an address as the endpoint would, with its seat where there is one; answers the message that the dispatcher makes of it. */
export async function registered(
  aws: LocalAws,
  event: Event,
  session: Session,
  body: { email: string } & Record<string, unknown>,
  kind: ConfirmationMessage['kind'] = 'confirmation',
  at = NOW,
): Promise<ConfirmationMessage> {
  await register(
    { table: aws.table, identityKey, now: () => at },
    { event, request: post({ sessionIds: [session.id], ...body }) },
  );
  if (session.capacity !== undefined) await allocate(aws.table, session, () => at);
  return {
    kind,
    eventId: session.eventId,
    sessionId: session.id,
    participantId: idOf(body.email.toLowerCase()),
    mailRound: 1,
  };
}

export const confirmationDeps = (aws: LocalAws, now: () => number = () => NOW): ConfirmationDeps => ({
  table: aws.table,
  outlet: aws.outlet,
  linkKeys,
  publicOrigin,
  from: { address: 'hello@example.com', name: 'Turnout' },
  now,
});

/** What the public routes of registering are made of; the table is asked for when it is there. */
export const registrationDeps = (aws: Pick<LocalAws, 'table'>, now: () => number = () => NOW) => ({
  get table() {
    return aws.table;
  },
  identityKey: () => Promise.resolve(identityKey),
  linkKeys: () => Promise.resolve(linkKeys),
  publicOrigin,
  now,
});
