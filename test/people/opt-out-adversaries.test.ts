import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { pageOfError } from '../../shared/pages/error-page.ts';
import { servePages } from '../../functions/pages/serve-pages.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { ImportJob } from '../../shared/imports/domain/import-job.ts';
import { beginRevert } from '../../shared/imports/usecases/begin-revert.ts';
import { sendConfirmation, type ConfirmationMessage } from '../../shared/mail/usecases/send-confirmation.ts';
import { addressInUse, wishAt } from '../../shared/people/domain/move-address.ts';
import { PersonDraft } from '../../shared/people/domain/person-change.ts';
import { hasOptedOut, participantStatus, Wish } from '../../shared/people/domain/wish.ts';
import { resolveIdentity, resolvePerson } from '../../shared/people/table/resolve-identity.ts';
import { addPerson } from '../../shared/people/usecases/add-person.ts';
import { changeEmail } from '../../shared/people/usecases/change-email.ts';
import { deletePerson, restorePerson } from '../../shared/people/usecases/delete-person.ts';
import { mergeInto } from '../../shared/people/usecases/merge-into.ts';
import { releaseAddress } from '../../shared/people/usecases/release-address.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { listRegistrations } from '../../shared/registrations/table/registration-items.ts';
import { FIRST_SHARD } from '../../shared/platform/table/walk-shards.ts';
import { register } from '../../shared/registrations/usecases/register.ts';
import { NOW, planDeps, post, storedEvent, storedSession } from '../support/factories.ts';
import { callerOf } from '../support/http-events.ts';
import { confirmationDeps, idOf, registrationDeps } from '../support/registrants.ts';
import { rounds } from '../support/rounds.ts';
import { bulkRunner } from '../support/run-bulk.ts';
import { identityKey, importFile, jobDeps, runToEnd, type TestClock } from '../support/run-jobs.ts';
import { getJob } from '../support/stored-jobs.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
const clock: TestClock = { now: NOW };
const { act } = bulkRunner(() => aws, clock);
let worlds = 0;
let event: Event;
let session: Session;
beforeEach(() => {
  clock.now = NOW;
});

/** The victim's address, then those of an organizer, who reads what is mailed to them. */
const VICTIM = 0;
const ADDRESSES = [VICTIM, 1, 2];
const CHANNEL = 'telegram';

type Said = 'everything' | 'the event';

const visit: ReturnType<typeof callerOf> = (...request) =>
  callerOf(servePages(registrationDeps(aws, () => clock.now)), pageOfError)(...request);

/** Some addresses, and all links that were mailed to each. */
class World {
  readonly #name = `adv${(worlds += 1)}`;
  readonly links = new Map<number, Set<string>>(ADDRESSES.map((one) => [one, new Set()]));
  readonly imports: string[] = [];
  said: Said | undefined;

  address(index: number): string {
    return `${this.#name}-${index}@example.com`;
  }

  id(index: number): string {
    return idOf(this.address(index));
  }

  personOf(index: number) {
    return resolvePerson(aws.table, this.id(index));
  }

  /** Everything that may be mailed is; each address keeps what came. */
  async mail(): Promise<void> {
    aws.mailbox.clear();
    const { registrations } = await listRegistrations(aws.table, session.id, FIRST_SHARD, 1000);
    for (const { status, participantId, mailRound } of registrations) {
      const kind = kinds.get(status);
      const ids = { eventId: event.id, sessionId: session.id, participantId };
      if (kind)
        await sendConfirmation(
          confirmationDeps(aws, () => clock.now),
          { ...ids, kind, mailRound },
        );
    }
    for (const index of ADDRESSES) {
      const person = await this.personOf(index);
      if (person && person.deletedAt === undefined)
        await act({ type: 'mail', subject: 'News', text: 'News' }, [person]);
    }
    this.#sort();
  }

  #sort(): void {
    for (const { to, text } of aws.mailbox.list()) {
      const index = ADDRESSES.find((one) => to.includes(this.address(one)));
      if (index === undefined) continue;
      if (index === VICTIM && this.said) expect(text, 'a mail that nobody wants').not.toMatch(/\/j\//);
      for (const [link] of text.matchAll(/\/[uc]\/[\w-]+/g)) this.links.get(index)?.add(link);
    }
  }
}

const kinds = new Map<string, ConfirmationMessage['kind']>([
  ['registered', 'confirmation'],
  ['pending', 'confirm-request'],
  ['waitlisted', 'waitlist'],
]);

type Run = (world: World) => Promise<void>;
interface Act {
  says: string;
  run: Run;
}

const deps = () => ({ ...planDeps(aws.table), identityKey, now: () => clock.now });
const by = { by: 'mallory', origin: 'api' };
const organizerAct = () => ({
  at: new Date(clock.now).toISOString(),
  act: `act ${clock.now}`,
  actor: 'mallory',
  origin: 'api',
});

async function unlessRefused(doing: () => Promise<unknown>): Promise<void> {
  await doing().catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
  });
}

const finish = (jobId: string | undefined) =>
  jobId === undefined ? undefined : runToEnd(() => jobDeps(aws, clock), clock, jobId);

/** What an organizer does to whoever is at an address. */
const onPerson =
  (who: number, doing: (id: string, world: World) => Promise<unknown>): Run =>
  async (world) => {
    const person = await world.personOf(who);
    if (person) await unlessRefused(() => doing(person.id, world));
  };

const patches = (who: number, to: number): Run =>
  onPerson(who, async (id, world) => {
    const person = await resolvePerson(aws.table, id);
    const { jobId } = await changeEmail(deps(), person!, world.address(to), { ...by, merge: true });
    await finish(jobId);
  });

const merges =
  (who: number, into: number): Run =>
  async (world) => {
    const { id: otherId } = await resolveIdentity(aws.table, world.id(who));
    const { id: survivorId } = await resolveIdentity(aws.table, world.id(into));
    await unlessRefused(async () => finish((await mergeInto(deps(), { ...by, otherId, survivorId })).jobId));
  };

const takesAddressAway = (who: number): Run =>
  onPerson(who, async (id) => changeEmail(deps(), (await resolvePerson(aws.table, id))!, null, by));

const releases = (who: number): Run =>
  onPerson(who, (id, world) => releaseAddress(deps(), id, world.address(who), organizerAct()));
const deletes = (who: number): Run => onPerson(who, (id) => deletePerson(deps(), id, organizerAct()));
const restores = (who: number): Run => onPerson(who, (id) => restorePerson(deps(), id, organizerAct()));
const erases = (who: number): Run =>
  onPerson(who, async (id) => act({ type: 'erase' }, [(await resolvePerson(aws.table, id))!]));

const enters =
  (who: number, inChannel: boolean): Run =>
  (world) =>
    unlessRefused(() =>
      addPerson(
        deps(),
        PersonDraft.parse({
          email: world.address(who),
          ...(inChannel && { channel: CHANNEL, externalId: world.id(1) }),
        }),
        'manual',
        organizerAct(),
      ),
    );

const waits: Run = () => {
  clock.now += 40 * 24 * 60 * 60_000;
  return Promise.resolve();
};

/** A file that says the opposite of what the people said. */
const imports =
  (who: number[], mode: string): Run =>
  async (world) => {
    const rows = who.map((one) => `${world.address(one)},subscribed,no,yes,C${clock.now}`);
    const file = ['email,status,opted out,opted in,company', ...rows].join('\n');
    const into: Record<string, string> = mode === 'session' ? { session: session.id } : { mode };
    world.imports.push(ImportJob.parse(await importFile(aws, clock, `${clock.now}.csv`, file, into)).id);
  };

const reverts: Run = async (world) => {
  const id = world.imports.pop();
  if (id === undefined) return;
  await unlessRefused(async () => {
    const job = ImportJob.parse(await getJob(aws.table, id));
    await finish((await beginRevert(deps(), job, 'mallory')).id);
  });
};

const registers =
  (who: number): Run =>
  (world) =>
    unlessRefused(() =>
      register(
        { table: aws.table, identityKey, now: () => clock.now },
        { event, request: post({ email: world.address(who), sessionIds: [session.id] }) },
      ),
    );

const mailsGoOut: Run = (world) => world.mail();

/** Every link that ever came to a mailbox of the organizer, and every button behind it. */
const opensLinks: Run = async (world) => {
  await world.mail();
  for (const [index, links] of world.links) {
    if (index === VICTIM) continue;
    for (const link of links) {
      const [, path, token] = link.split('/') as [string, string, string];
      const forms =
        path === 'c'
          ? ['']
          : ['action=resubscribe', 'action=resubscribe-all', `action=resubscribe&event=${event.id}`];
      for (const form of forms) {
        const { status } = await visit(`POST /${path}/{token}`, { params: { token }, form });
        expect(status).toBeLessThan(500);
      }
    }
  }
};

/** By a link in a mail that had come to the victim's mailbox, however old. */
const victimSays =
  (said: Said): Run =>
  async (world) => {
    const links = [...(world.links.get(VICTIM) ?? [])].filter((link) => link.startsWith('/u/'));
    const token = links[0]?.split('/')[2] ?? '';
    const action = said === 'everything' ? 'List-Unsubscribe=One-Click' : 'action=unsubscribe-event';
    const { status } = await visit('POST /u/{token}', { params: { token }, form: action });
    if (status === 200) world.said = said;
  };

const index = fc.constantFrom(...ADDRESSES);
const pair = fc.tuple(index, index);
const told = (arbitrary: fc.Arbitrary<Act>, weight = 2) => ({ weight, arbitrary });
const one = (word: string, run: (who: number) => Run) =>
  index.map((who): Act => ({ says: `${word} ${who}`, run: run(who) }));
const adversaries: fc.Arbitrary<Act> = fc.oneof(
  told(
    pair.map(([who, to]) => ({ says: `patch ${who} to ${to}`, run: patches(who, to) })),
    6,
  ),
  told(
    pair.map(([who, into]) => ({ says: `merge ${who} into ${into}`, run: merges(who, into) })),
    3,
  ),
  told(one('release', releases), 3),
  told(one('take away the address of', takesAddressAway), 1),
  told(one('delete', deletes), 1),
  told(one('restore', restores), 1),
  told(one('erase', erases), 1),
  told(one('register', registers), 4),
  told(
    fc
      .tuple(index, fc.boolean())
      .map(([who, inChannel]) => ({ says: `enter ${who} ${inChannel}`, run: enters(who, inChannel) })),
    2,
  ),
  told(fc.constant({ says: 'wait', run: waits }), 1),
  told(
    fc
      .tuple(
        fc.array(index, { minLength: 1, maxLength: 3 }),
        fc.constantFrom('upsert', 'add', 'update', 'session'),
      )
      .map(([who, mode]) => ({ says: `import ${who.join()} ${mode}`, run: imports(who, mode) })),
    3,
  ),
  told(fc.constant({ says: 'revert the last import', run: reverts }), 1),
  told(fc.constant({ says: 'mails go out', run: mailsGoOut }), 1),
  told(fc.constant({ says: 'open every link', run: opensLinks }), 5),
);

/** What mail to the victim's address would be asked for its sake, wherever mail to that person goes now. */
async function wishOfVictim(world: World): Promise<Wish | undefined> {
  const { found } = await resolveIdentity(aws.table, world.id(VICTIM));
  if (found?.kind !== 'person') return found?.wish;
  const { person } = found;
  const wish = Wish.parse(person);
  if (addressInUse(person) !== world.id(VICTIM))
    return wishAt({ wish, addressId: addressInUse(person) }, world.id(VICTIM));
  if (world.said === 'everything' && person.deletedAt === undefined)
    expect(participantStatus(person)).toBe('unsubscribed');
  return wish;
}

async function expectOptedOut(world: World, told: string): Promise<void> {
  if (!world.said) return;
  const wish = await wishOfVictim(world);
  expect(wish && hasOptedOut(wish, event.id), told).toBe(true);
  if (world.said === 'everything') expect(wish?.optedOutAt, told).toBeDefined();
}

async function open(doubleOptIn: boolean): Promise<World> {
  event = await storedEvent(aws.table, { doubleOptIn });
  session = await storedSession(aws.table, event);
  const world = new World();
  for (const who of ADDRESSES) await registers(who)(world);
  await mailsGoOut(world);
  return world;
}

describe('An opt-out', () => {
  it('is lifted by no order of what an organizer with mailboxes of their own and a file that says the opposite do', async () => {
    let checks = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(adversaries, { minLength: 4, maxLength: 14 }),
        fc.nat(4),
        fc.constantFrom<Said>('everything', 'the event'),
        fc.boolean(),
        async (acts, saysAfter, said, doubleOptIn) => {
          clock.now = NOW;
          const world = await open(doubleOptIn);
          const all = acts.toSpliced(saysAfter, 0, { says: `say no to ${said}`, run: victimSays(said) });
          for (const [step, each] of all.entries()) {
            clock.now += 60_000;
            await each.run(world);
            const past = all.slice(0, step + 1).map(({ says }) => says);
            await expectOptedOut(world, past.join('; '));
            if (world.said) checks += 1;
          }
        },
      ),
      { numRuns: rounds(60, 6), seed: 1, endOnFailure: true },
    );
    expect(checks).toBeGreaterThan(rounds(60, 6));
  });

  const cases: [string, Act['run'][]][] = [
    [
      'a merge into a person with a mailbox of their own, resubscribing there',
      [merges(VICTIM, 1), opensLinks, patches(1, VICTIM)],
    ],
    [
      'an address of their own, registering there',
      [patches(VICTIM, 1), registers(1), opensLinks, patches(1, VICTIM)],
    ],
    ['an address of their own, then release', [merges(VICTIM, 1), opensLinks, releases(VICTIM)]],
    [
      'erasing the person elsewhere',
      [patches(1, VICTIM), patches(1, 1), opensLinks, erases(1), registers(VICTIM)],
    ],
    [
      'entering anew who was deleted',
      [patches(VICTIM, 1), opensLinks, deletes(1), waits, enters(VICTIM, false)],
    ],
  ];
  it.each(cases)('is in force again after %s', async (_way, acts) => {
    const world = await open(false);
    await victimSays('everything')(world);
    expect(world.said).toBe('everything');
    for (const each of acts) {
      clock.now += 60_000;
      await each(world);
      await expectOptedOut(world, '');
    }
    await mailsGoOut(world);
  });
});
