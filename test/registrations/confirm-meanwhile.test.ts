import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Event } from '../../shared/events/domain/event.ts';
import { makeLinkToken } from '../../shared/platform/access/link-token.ts';
import { optOutOfEvent } from '../../shared/people/usecases/change-wishes.ts';
import { confirm } from '../../shared/registrations/usecases/confirm.ts';
import { openLink } from '../../shared/registrations/usecases/open-link.ts';
import { NOW, storedEvent, storedSession, testAct } from '../support/factories.ts';
import { IdentityWorld } from '../support/identity-world.ts';
import { justBefore } from '../support/just-before.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { idOf, linkKeys, registered } from '../support/registrants.ts';

const aws = useLocalAws();
let world: IdentityWorld;
let event: Event;
let names = 0;
beforeEach(async () => {
  world = new IdentityWorld(aws);
  event = await storedEvent(aws.table, { doubleOptIn: true });
});

const on = (day: number) => storedSession(aws.table, event, { startsAt: `2027-03-0${day}T10:00` });
const fresh = (name: string) => `${name}${(names += 1)}@example.com`;
const follow = async (target: { sessionId: string; participantId: string }, email: string) =>
  openLink(
    { table: aws.table, linkKeys, now: () => NOW },
    'confirm',
    makeLinkToken(linkKeys[0]!, 'confirm', { ...target, linkEpoch: 1, email }),
  );
const opened = async (...link: Parameters<typeof follow>) => (await follow(...link))!;
const statesOn = async (sessionId: string) =>
  (await world.registrationsOf(sessionId)).map(({ participantId, status, mailRound }) => ({
    participantId,
    status,
    mailRound,
  }));

describe('A person who is merged while they press the button of a confirm link', () => {
  /** Presses it on behalf of the link, and merges just before the write of a registration. */
  const pressWhile = async (
    linked: Awaited<ReturnType<typeof opened>>,
    meanwhile: () => Promise<unknown>,
  ) => {
    const client = justBefore(
      aws.table.client,
      (command) =>
        command instanceof TransactWriteCommand &&
        String(command.input.TransactItems?.[0]?.Update?.Key?.['pk']).startsWith('REGISTRATIONS#'),
      meanwhile,
    );
    await confirm({ table: { ...aws.table, client }, now: () => world.now }, linked);
  };

  it('is registered all the same, for every session of the event that waited', async () => {
    const [one, two] = [await on(7), await on(8)];
    const [a, b] = [fresh('ann'), fresh('bob')];
    const target = await registered(aws, event, one, { email: b });
    await registered(aws, event, two, { email: b });
    await registered(aws, event, await on(9), { email: a });
    const survivor = idOf(a);
    await pressWhile(await opened(target, b), async () =>
      world.finish((await world.merge(idOf(b), survivor)).jobId),
    );
    const ofSurvivor = { participantId: survivor, status: 'registered' };
    expect(await statesOn(one.id)).toMatchObject([ofSurvivor]);
    expect(await statesOn(two.id)).toMatchObject([ofSurvivor]);
  });

  it('cannot confirm by a link of the address that was given up, before and after the registration moved', async () => {
    const session = await on(7);
    const [a, b] = [fresh('ann'), fresh('bob')];
    const target = await registered(aws, event, session, { email: b });
    await registered(aws, event, await on(9), { email: a });
    const { jobId } = await world.merge(idOf(b), idOf(a));
    expect(await follow(target, b)).toBeUndefined();
    await world.finish(jobId);
    expect(await follow(target, b)).toBeUndefined();
    expect(await statesOn(session.id)).toMatchObject([{ participantId: idOf(a), status: 'pending' }]);
  });

  it('gets the confirmation they asked for again after an opt-out', async () => {
    event = await storedEvent(aws.table);
    const session = await on(7);
    const [a, b] = [fresh('ann'), fresh('bob')];
    const target = await registered(aws, event, session, { email: b });
    await registered(aws, event, await on(8), { email: a });
    await optOutOfEvent(aws.table, idOf(b), event.id, testAct.at);
    await pressWhile(await opened(target, b), async () =>
      world.finish((await world.merge(idOf(b), idOf(a))).jobId),
    );
    expect(await statesOn(session.id)).toEqual([
      { participantId: idOf(a), status: 'registered', mailRound: 2 },
    ]);
  });
});
