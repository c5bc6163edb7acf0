import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FaultKind } from '../../infra/local/seams/ports.ts';
import { messageNameOf, sendConfirmation } from '../../shared/mail/usecases/send-confirmation.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import { storedEvent, storedSession } from '../support/factories.ts';
import { FaultWorld } from '../support/faults/fault-world.ts';
import { registered } from '../support/registrants.ts';
import type { WorldParts } from '../support/time/world-functions.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
let world: FaultWorld;
beforeEach(async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
  world = await FaultWorld.open(aws, () => 0.5);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await world.close();
});

/** One invocation that sends a confirmation, and what comes after it; answers the mail's name. */
async function sends(
  then: (parts: WorldParts) => Promise<unknown> = () => Promise.resolve(),
): Promise<string> {
  const event = await storedEvent(aws.table);
  const session = await storedSession(aws.table, event);
  const message = await registered(aws, event, session, { email: 'anna@example.com' });
  await world.request(async (parts) => {
    await sendConfirmation(parts.mail, message);
    await then(parts);
  });
  return messageNameOf((await getRegistration(aws.table, session.id, message.participantId))!);
}

/** From SES's call on, each call that is meant has this fault. */
function faultFrom(first: string, meant: string, kind: FaultKind): void {
  let hasBegun = false;
  vi.spyOn(aws.faults, 'next').mockImplementation((service, action) => {
    const name = `${service} ${action}`;
    hasBegun ||= name === first;
    return hasBegun && name === meant ? kind : undefined;
  });
}

describe('In a world of faults, nobody is sure of', () => {
  it('no mail whose end was written down, however its sender ends afterwards', async () => {
    await sends(() => Promise.reject(new Error('Something else went wrong.')));
    expect([world.ended.failed, world.mails.length, world.unsure.size]).toEqual([1, 1, 0]);
  });

  it('no mail whose end was written down, though no answer ever said so', async () => {
    faultFrom('ses SendRawEmail', 'dynamodb UpdateItem', 'timeout-after-success');
    await sends();
    expect([world.ended.failed, world.mails.length, world.unsure.size]).toEqual([1, 1, 0]);
  });

  it('no mail that SES refused and whose claim was given back', async () => {
    faultFrom('ses SendRawEmail', 'ses SendRawEmail', 'throttle');
    await sends();
    expect([world.ended.later, world.mails.length, world.unsure.size]).toEqual([1, 0, 0]);
  });

  it('a mail whose answer of SES was lost', async () => {
    faultFrom('ses SendRawEmail', 'ses SendRawEmail', 'timeout-after-success');
    const name = await sends();
    expect([world.ended.failed, world.mails.length, [...world.unsure]]).toEqual([1, 1, [[name, 1]]]);
  });

  it('a mail that SES took and the ledger did not', async () => {
    faultFrom('ses SendRawEmail', 'dynamodb UpdateItem', 'throttle');
    const name = await sends();
    expect([world.ended.failed, world.mails.length, [...world.unsure]]).toEqual([1, 1, [[name, 1]]]);
  });
});
