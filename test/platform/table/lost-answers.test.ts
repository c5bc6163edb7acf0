import { afterEach, describe, expect, it, vi } from 'vitest';
import type { NewDelivery } from '../../../shared/handovers/domain/delivery.ts';
import {
  insertDeliveries,
  getDelivery,
  saveDelivery,
} from '../../../shared/handovers/table/delivery-items.ts';
import { beginImport, importIdOf } from '../../../shared/imports/usecases/begin-import.ts';
import { ExportRequest } from '../../../shared/exports/domain/export-job.ts';
import { beginExport } from '../../../shared/exports/usecases/begin-export.ts';
import {
  createJob,
  createJobWith,
  markCancelling,
  saveJob,
  saveJobWith,
} from '../../../shared/jobs/table/job-items.ts';
import {
  claimMail,
  recordMailRefused,
  recordMailSent,
  releaseMail,
} from '../../../shared/mail/table/mail-items.ts';
import { countMails, getMailCounts } from '../../../shared/mail/table/mail-count-items.ts';
import { resolveAsUnknown } from '../../../shared/mail/table/unresolved-mails.ts';
import { supersedeMail } from '../../../shared/mail/table/supersede-mail.ts';
import { saveSession } from '../../../shared/events/table/session-items.ts';
import { createGroup, renameGroup } from '../../../shared/groups/table/group-items.ts';
import { applyCounts } from '../../../shared/platform/table/counts/count-items.ts';
import { deleteSavedMapping, putSavedMapping } from '../../../shared/imports/table/saved-mapping-items.ts';
import { getParticipant, updateImported } from '../../../shared/people/table/participant-items.ts';
import {
  cancelRegistration,
  confirmRegistration,
} from '../../../shared/registrations/table/change-registrations.ts';
import { getRegistration } from '../../../shared/registrations/table/registration-items.ts';
import { countsKey } from '../../../shared/registrations/table/registration-keys.ts';
import { sessionCounts } from '../../../shared/registrations/table/session-counts.ts';
import { register } from '../../../shared/registrations/usecases/register.ts';
import { putRules } from '../../../shared/rules/table/rule-items.ts';
import { createVariable, saveVariable } from '../../../shared/variables/table/variable-items.ts';
import { optOutOfEverything } from '../../../shared/people/usecases/change-wishes.ts';
import { recordsOf } from '../../support/count-records.ts';
import { NOW, planDeps, post, storedEvent, storedSession } from '../../support/factories.ts';
import { idOf } from '../../support/registrants.ts';
import { identityKey } from '../../support/run-jobs.ts';
import { allocate, seatsTaken } from '../../support/seats/seat-world.ts';
import { storedPeople } from '../../support/stored-people.ts';
import { useLocalAws } from '../../support/use-local-aws.ts';

const aws = useLocalAws();
let unique = 0;
const name = (prefix: string) => `${prefix}-${(unique += 1)}`;
const at = new Date(NOW).toISOString();
const writes = new Set([
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'TransactWriteItems',
  'BatchExecuteStatement',
  'BatchWriteItem',
]);

afterEach(() => {
  vi.restoreAllMocks();
});

/** Of every write the first attempt is done and its answer lost, at the seam where the local cloud makes its faults. */
function loseFirstAnswers(): () => number {
  const calls = new Map<string, number>();
  let lost = 0;
  vi.spyOn(aws.faults, 'next').mockImplementation((service, action) => {
    if (service !== 'dynamodb' || !writes.has(action)) return undefined;
    const call = (calls.get(action) ?? 0) + 1;
    calls.set(action, call);
    if (call % 2 === 0) return undefined;
    lost += 1;
    return 'timeout-after-success';
  });
  return () => lost;
}

const claimant = () => ({ owner: name('owner'), nowMs: NOW });
const newExport = () => beginExport(planDeps(aws.table), ExportRequest.parse({}), 'test');
const claimOf = async (messageId: string, runId?: string) => {
  const mine = claimant();
  const mail = { participantId: 'par_1', ...(runId !== undefined && { runId }) };
  return { mine, claim: await claimMail(aws.table, messageId, mail, mine) };
};
const delivery = (): NewDelivery => ({
  runId: name('run'),
  participantId: 'par_1',
  status: 'pending',
  attempts: 0,
  round: 0,
  body: '{}',
  createdAt: at,
  log: [],
});
const newSession = async () => storedSession(aws.table, await storedEvent(aws.table), { capacity: 5 });
const registrationOf = async (email: string, idempotency?: { keyHash: string; bodyHash: string }) => {
  const event = await storedEvent(aws.table);
  const session = await storedSession(aws.table, event, { capacity: 5 });
  const posting = { event, request: post({ sessionIds: [session.id], email }), idempotency };
  await register({ table: aws.table, identityKey, now: () => NOW }, posting);
  await allocate(aws.table, session);
  return { event, session, registration: (await getRegistration(aws.table, session.id, idOf(email)))! };
};
const newFile = () => ({ bucket: 'imports', key: `imports/${name('file')}.csv`, etag: 'e', size: 1 });
const begin = (file: ReturnType<typeof newFile>) =>
  beginImport({ table: aws.table, now: () => NOW }, file, 'bucket');

/** What is written on a condition, and what it comes to. Each is done undisturbed, then with its answers lost. */
const acts: [what: string, act: () => Promise<unknown>, comesTo: unknown][] = [
  ['a claim on a confirmation', async () => (await claimOf(name('mail'))).claim, 'ours'],
  ['a claim on a mail of a run', async () => (await claimOf(name('mail'), 'run_1')).claim, 'ours'],
  [
    'a released claim',
    async () => {
      const id = name('mail');
      const { mine } = await claimOf(id, 'run_1');
      await releaseMail(aws.table, id, mine.owner);
      return (await claimOf(id, 'run_1')).claim;
    },
    'ours',
  ],
  [
    'a mail that was refused',
    async () => {
      const id = name('mail');
      const { mine } = await claimOf(id, 'run_1');
      await recordMailRefused(aws.table, id, { owner: mine.owner, at });
      return (await claimOf(id, 'run_1')).claim;
    },
    'refused',
  ],
  [
    'a mail that was sent, which tells what was known of it before',
    async () => {
      const id = name('mail');
      await claimOf(id, 'run_1');
      return recordMailSent(aws.table, id, { at, providerId: 'ses-1' });
    },
    { state: 'claimed', runId: 'run_1', participantId: 'par_1' },
  ],
  ['a mail that goes on under another name', () => supersedeMail(aws.table, name('mail')), undefined],
  [
    'a mail given up and sent after all, and its count in the run',
    async () => {
      const file = newFile();
      await begin(file);
      const runId = importIdOf(file);
      const messageId = name('mail');
      await claimOf(messageId, runId);
      const isGivenUp = await resolveAsUnknown(aws.table, { messageId, runId }, at);
      const before = await recordMailSent(aws.table, messageId, { at, providerId: 'ses-1' });
      return [isGivenUp, before?.state];
    },
    [true, 'unknown'],
  ],
  [
    'the counts of a mailing',
    async () => {
      const jobId = name('job');
      await countMails(aws.table, { jobId, expiresAt: 1 }, [
        { key: 'a', column: 'sent' },
        { key: 'b', column: 'unknown' },
      ]);
      return getMailCounts(aws.table, jobId);
    },
    { sent: 1, unknown: 1, notWanted: 0, refused: 0, stopped: 0 },
  ],
  ['a new job', async () => createJob(aws.table, { ...(await newExport()), id: name('job') }), true],
  [
    'a new job with what goes with it',
    async () => createJobWith(aws.table, { ...(await newExport()), id: name('job') }, []),
    true,
  ],
  ['the lease of a job', async () => (await saveJob(aws.table, await newExport()))?.version, 2],
  [
    'the checkpoint of a job somebody is ending',
    async () => {
      const job = await newExport();
      await markCancelling(aws.table, job);
      return (await saveJob(aws.table, job))?.cancelling;
    },
    true,
  ],
  [
    'a checkpoint with other writes',
    async () => (await saveJobWith(aws.table, await newExport(), []))?.version,
    2,
  ],
  ['an import that begins', () => begin(newFile()), 'begun'],
  [
    'the lease of a delivery',
    async () => {
      const made = delivery();
      await insertDeliveries(aws.table, [made]);
      const saved = await saveDelivery(aws.table, made, { ...made, attempts: 1, leaseUntil: at });
      return [saved, (await getDelivery(aws.table, made.runId, made.participantId))?.attempts];
    },
    [true, 1],
  ],
  [
    'a seat that is given',
    async () => {
      const { session, registration } = await registrationOf(`${name('r')}@example.com`);
      const { status, seat } = (await getRegistration(aws.table, session.id, registration.participantId))!;
      return [status, seat, await seatsTaken(aws.table, session)];
    },
    ['registered', '1.0', 1],
  ],
  [
    'a group and its next name',
    async () => {
      const group = { id: name('grp'), name: name('Group'), members: 0, createdAt: at, version: 1 };
      const made = await createGroup(aws.table, group);
      const renamed = await renameGroup(aws.table, group, name('Renamed'));
      return [Object.keys(made), Object.keys(renamed)];
    },
    [['group'], ['group']],
  ],
  [
    'a registration with its seat and its key',
    async () => {
      const { session, registration } = await registrationOf(`${name('r')}@example.com`, {
        keyHash: name('key'),
        bodyHash: 'b',
      });
      return [registration.status, await seatsTaken(aws.table, session)];
    },
    ['registered', 1],
  ],
  [
    'a registration that is cancelled',
    async () => {
      const { session, registration } = await registrationOf(`${name('r')}@example.com`);
      const isCancelled = await cancelRegistration(aws.table, registration, []);
      await allocate(aws.table, session);
      return [isCancelled, await seatsTaken(aws.table, session)];
    },
    [true, 0],
  ],
  [
    'the word that a pending one stands',
    async () => {
      const event = await storedEvent(aws.table, { doubleOptIn: true });
      const session = await storedSession(aws.table, event, { capacity: 5 });
      const email = `${name('r')}@example.com`;
      const request = post({ sessionIds: [session.id], email });
      await register({ table: aws.table, identityKey, now: () => NOW }, { event, request });
      const found = (await getRegistration(aws.table, session.id, idOf(email)))!;
      const outcome = await confirmRegistration(aws.table, found, { confirmedAt: at, hasSeats: true });
      await allocate(aws.table, session);
      return [outcome, await seatsTaken(aws.table, session)];
    },
    ['confirmed', 1],
  ],
  [
    'a session that moves',
    async () => {
      const session = await newSession();
      return saveSession(aws.table, session, { ...session, name: 'Moved', version: session.version + 1 });
    },
    true,
  ],
  [
    'counts from the stream',
    async () => {
      const session = await newSession();
      const records = recordsOf(countsKey(session.id, 0), 'registered', 2);
      for (const record of records) await applyCounts(aws.table, [record]);
      return (await sessionCounts(aws.table, session.id)).registered;
    },
    2,
  ],
  [
    'a person as an import changes them',
    async () => {
      const [person] = await storedPeople(aws.table, name('p'), 1);
      return updateImported(aws.table, person!, { set: { firstName: 'Ann' } });
    },
    true,
  ],
  [
    'a wish',
    async () => {
      const [person] = await storedPeople(aws.table, name('p'), 1);
      await optOutOfEverything(aws.table, person!.id, at);
      const found = await getParticipant(aws.table, person!.id);
      return [found?.optedOutAt, found?.version];
    },
    [at, 2],
  ],
  ['rules', async () => putRules(aws.table, { eventId: name('evt'), kind: 'reminder' }, [], 0), true],
  [
    'a variable and its next state',
    async () => {
      const variable = {
        name: `v${(unique += 1)}`,
        label: 'V',
        type: 'text',
        version: 1,
        createdAt: at,
      } as const;
      const made = await createVariable(aws.table, variable);
      return [Object.keys(made), (await saveVariable(aws.table, variable, { label: 'W' }))?.version];
    },
    [['variable'], 2],
  ],
  [
    'something that is deleted if it is there',
    async () => {
      const id = name('map');
      await putSavedMapping(aws.table, { id, name: 'M', mapping: { columns: [] }, createdAt: at });
      return deleteSavedMapping(aws.table, id);
    },
    true,
  ],
];

describe('A write whose answer is lost finds itself when it is made again', () => {
  it.each(acts)('%s', async (_, act, comesTo) => {
    expect(await act()).toEqual(comesTo);
    const lost = loseFirstAnswers();
    expect(await act()).toEqual(comesTo);
    expect(lost()).toBeGreaterThan(0);
  });
});
