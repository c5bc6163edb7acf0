import { randomBytes } from 'node:crypto';
import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { serveEvents } from '../../functions/events/serve-events.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { mergeRegistrations } from '../../shared/merging/domain/merge-registrations.ts';
import { getParticipant } from '../../shared/people/table/participant-items.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { subjectAccessReport } from '../../shared/privacy/usecases/subject-access-report.ts';
import { withConsentTexts } from '../../shared/registrations/table/consent-text-items.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import { consentTextKey, registrationKey } from '../../shared/registrations/table/registration-keys.ts';
import { register } from '../../shared/registrations/usecases/register.ts';
import { NOW, planDeps, post, storedEvent, storedSession } from '../support/factories.ts';
import { callerOf } from '../support/http-events.ts';
import { idOf, linkKeys } from '../support/registrants.ts';
import { identityKey } from '../support/run-jobs.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
const LONG = 'Я согласен '.repeat(182).slice(0, 2_000);
let event: Event;
let session: Session;

beforeEach(async () => {
  event = await storedEvent(aws.table);
  session = await storedSession(aws.table, event);
});

async function agreed(email: string, text: string, table: Table = aws.table, more: object = {}) {
  const request = post({ email, consent: { given: true, text }, ...more });
  await register({ table, identityKey, now: () => NOW }, { event, request });
  return (await getRegistration(aws.table, session.id, idOf(email)))!;
}

async function textsOf(eventId: string): Promise<unknown[]> {
  const { Items } = await aws.table.client.send(
    new QueryCommand({
      TableName: aws.table.name,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': consentTextKey(eventId, '').pk },
    }),
  );
  return Items!.map((item) => item['text']);
}

async function listed(): Promise<Record<string, unknown>[]> {
  const deps = {
    ...{ ...planDeps(aws.table), identityKey: () => Promise.resolve(identityKey) },
    ...{ linkKeys: () => Promise.resolve(linkKeys), publicOrigin: 'https://events.example.com' },
    ...{ random: randomBytes, roleClaim: 'cognito:groups' },
  } as unknown as Parameters<typeof serveEvents>[0];
  const answer = await callerOf(serveEvents(deps))('GET /v1/sessions/{sessionId}/registrations', {
    groups: '[member]',
    params: { sessionId: session.id },
  });
  return answer.json().items as Record<string, unknown>[];
}

describe('The text that registrants agree to', () => {
  it('of 2,000 letters costs a registration no write unit where many agree to the same, and 12 where it is theirs alone', async () => {
    await agreed('first@example.com', LONG);
    const units = async (email: string, text: string, more: object = {}) => {
      const counting = aws.countingTable();
      await agreed(email, text, counting.table, more);
      return counting.writes();
    };
    const without = await units('none@example.com', 'I agree.');
    const once = await units('second@example.com', LONG);
    const own = `Я, Анна Каренина, согласна. ${LONG}`.slice(0, 2_000);
    const inside = await units('anna@example.com', own, { lastName: 'Каренина' });
    expect({ without, once, inside }).toEqual({ without: 5, once: 5, inside: 17 });
  });

  it('is kept once for each wording of an event', async () => {
    const kept = await agreed('one@example.com', LONG);
    await Promise.all([agreed('two@example.com', LONG), agreed('three@example.com', `${LONG.slice(1)}!`)]);
    expect(kept.consent).toEqual({ given: true, version: expect.any(String) as string });
    expect((await textsOf(event.id)).sort()).toEqual([LONG, `${LONG.slice(1)}!`].sort());
  });

  it('stays in the registration where it names the person, and goes with it', async () => {
    const text = `I, ann miller, agree. ${'I do. '.repeat(100)}`.trim();
    const { consent } = await agreed('ann@example.com', text, aws.table, { lastName: 'Miller' });
    expect(consent).toEqual({ given: true, text });
    expect(await textsOf(event.id)).toEqual([]);
  });

  it('is shown to organizers and to the person as it was agreed to', async () => {
    await agreed('shown@example.com', LONG);
    expect(await listed()).toMatchObject([{ consent: { given: true, text: LONG } }]);
    const person = (await getParticipant(aws.table, idOf('shown@example.com')))!;
    const report = await subjectAccessReport({ table: aws.table, now: () => NOW }, person);
    expect(report['registrations']).toMatchObject([{ consent: { given: true, text: LONG } }]);
    expect(JSON.stringify([report, await listed()])).not.toContain('"version":"');
  });

  it('is that of the merged registration where the own one has none', async () => {
    const moved = await agreed('moved@example.com', LONG);
    const own = { ...moved, participantId: idOf('own@example.com'), consent: undefined };
    const { registration } = mergeRegistrations(moved, own.participantId, own);
    expect(await withConsentTexts(aws.table, [registration])).toMatchObject([
      { consent: { given: true, text: LONG } },
    ]);
  });

  it('is read where the version before has left it', async () => {
    const { participantId } = await agreed('before@example.com', LONG);
    await aws.table.client.send(
      new UpdateCommand({
        TableName: aws.table.name,
        Key: registrationKey(session.id, participantId),
        UpdateExpression: 'SET consent = :consent',
        ExpressionAttributeValues: { ':consent': { given: true, text: 'As it was.' } },
      }),
    );
    expect(await listed()).toMatchObject([{ consent: { given: true, text: 'As it was.' } }]);
  });
});
