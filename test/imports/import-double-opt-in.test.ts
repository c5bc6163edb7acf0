import { beforeEach, describe, expect, it } from 'vitest';
import { checkOptions } from '../../functions/files/check-options.ts';
import type { FileDeps } from '../../functions/files/deps.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { listFaults } from '../../shared/imports/table/fault-items.ts';
import { patchWish } from '../../shared/people/table/participant-items.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import { optInToEvent } from '../../shared/people/usecases/change-wishes.ts';
import { reactionsTo } from '../../functions/dispatcher/reactions.ts';
import { NOW, storedEvent, storedSession } from '../support/factories.ts';
import { seatsTaken } from '../support/seats/seat-world.ts';
import { useJobs } from '../support/use-jobs.ts';
import { bulkRunner } from '../support/run-bulk.ts';
import { idOf } from '../support/registrants.ts';
import { storedPeople } from '../support/stored-people.ts';

const { aws, clock, importFile } = useJobs();
const { act } = bulkRunner(() => aws, clock);
beforeEach(() => {
  clock.now = NOW;
});

const askingSession = async (draft = {}) => {
  const event = await storedEvent(aws.table, { doubleOptIn: true });
  return { event, session: await storedSession(aws.table, event, draft) };
};

describe('An import into an event that asks everybody to confirm', () => {
  it('registers whose consent the file tells, and asks the others as the form does', async () => {
    const { session } = await askingSession({ capacity: 1 });
    const lines = ['email,consent_time', 'asked@example.com,', 'agreed@example.com,2026-05-01T10:00Z'];
    const job = await importFile('doi.csv', lines.join('\n'), { session: session.id });
    expect(job).toMatchObject({ status: 'done', registered: 2, counts: { created: 2 } });
    expect(await seatsTaken(aws.table, session)).toBe(1);
    const follows = async (email: string) => {
      const found = await getRegistration(aws.table, session.id, idOf(email));
      const { bulk } = reactionsTo({
        sequence: '1',
        after: { ...found, entity: 'registration', pk: 'x#01' },
      });
      return [found?.status, found?.seat, bulk.map(({ kind }) => kind)];
    };
    expect(await follows('asked@example.com')).toEqual(['pending', undefined, ['confirm-request']]);
    expect(await follows('agreed@example.com')).toEqual(['registered', '1.0', ['confirmation']]);
  });

  it('leaves out who may not be asked, and registers who opted in before', async () => {
    const { event, session } = await askingSession();
    const names = ['out', 'bounced', 'in'].map((name) => `doi-${name}@example.com`);
    await importFile('doi-known.csv', ['email', ...names].join('\n'));
    const at = '2027-01-01T00:00:00.000Z';
    await patchWish(aws.table, idOf(names[0]!), { set: { optedOutAt: at } });
    await patchWish(aws.table, idOf(names[1]!), { set: { bouncedAt: at } });
    await optInToEvent(aws.table, { id: idOf(names[2]!), email: names[2] }, event.id, at);
    const rows = [
      ...names.map((name) => `${name},,,`),
      'doi-leaves@example.com,unsubscribed,,',
      ',,telegram,@x',
    ];
    const file = ['email,status,channel,external id', ...rows].join('\n');
    const job = await importFile('doi-wishes.csv', file, { session: session.id });
    expect(job).toMatchObject({ status: 'done', registered: 1 });
    const { faults } = await listFaults(aws.table, job.id, 0, 10);
    expect(faults.map(({ line, code }) => [line, code])).toEqual(
      [2, 3, 5, 6].map((line) => [line, 'cannot-be-asked']),
    );
    expect((await getRegistration(aws.table, session.id, idOf(names[2]!)))?.status).toBe('registered');
    expect(await getRegistration(aws.table, session.id, idOf(names[0]!))).toBeUndefined();
  });

  it('is refused when nobody is to be told, already where it is asked for', async () => {
    const { session } = await askingSession();
    const quiet = { session: session.id, notify: 'false' };
    const job = await importFile('doi-quiet.csv', 'email\nquiet@example.com\n', quiet);
    expect(job).toMatchObject({ status: 'failed', reason: 'bad-option', counts: { read: 0 } });
    expect(job.detail).toMatch(/"notify".*confirm/);
    const deps = { table: aws.table, now: () => NOW } as FileDeps;
    const asked = checkOptions(deps, { session: session.id, notify: false });
    await expect(asked).rejects.toBeInstanceOf(Refusal);
  });
});

describe('A registration of many for an event that asks everybody to confirm', () => {
  it('is refused when nobody is to be told: they would wait for a mail that never comes', async () => {
    const { session } = await askingSession();
    const people = await storedPeople(aws.table, 'doi', 2);
    const register = { type: 'register', sessionId: session.id };
    const quiet = await act({ ...register, notify: false }, people);
    expect(quiet).toMatchObject({ status: 'failed', reason: 'invalid-input' });
    expect(await getRegistration(aws.table, session.id, people[0]!.id)).toBeUndefined();
    expect((await act(register, people)).counts).toMatchObject({ changed: 2 });
    expect((await getRegistration(aws.table, session.id, people[0]!.id))?.status).toBe('pending');
  });
});
