import * as fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { BulkJob } from '../../shared/bulk/domain/bulk-job.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import { ImportJob } from '../../shared/imports/domain/import-job.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { hasOptedOut, type AddressWish, type Wish } from '../../shared/people/domain/wish.ts';
import { resolveIdentity, resolvePerson } from '../../shared/people/table/resolve-identity.ts';
import {
  addressIdOf,
  optInToEvent,
  optInToEverything,
  optOutOfEvent,
  optOutOfEverything,
  recordBounce,
} from '../../shared/people/usecases/change-wishes.ts';
import { blockPerson } from '../../shared/people/usecases/block-person.ts';
import { changeEmail } from '../../shared/people/usecases/change-email.ts';
import { mergeInto } from '../../shared/people/usecases/merge-into.ts';
import { register } from '../../shared/registrations/usecases/register.ts';
import { beginRevert } from '../../shared/imports/usecases/begin-revert.ts';
import { NOW, planDeps, post, storedEvent, storedSession } from '../support/factories.ts';
import {
  awsTroubles,
  PART_OF_A_BATCH,
  useAwsTroubles,
  type AwsTrouble,
} from '../support/faults/aws-troubles.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { idOf, neighbours } from '../support/registrants.ts';
import { bulkRunner } from '../support/run-bulk.ts';
import { identityKey, importFile, jobDeps, runToEnd, type TestClock } from '../support/run-jobs.ts';
import { getJob, isUndoable } from '../support/stored-jobs.ts';
import { rounds } from '../support/rounds.ts';

const aws = useLocalAws();
const troubles = useAwsTroubles(aws);
const patiently: typeof troubles.patiently = (act) => troubles.patiently(act);
let event: Event;
let session: Session;
let groupId: string;
let worlds = 0;
const clock: TestClock = { now: NOW };
const { act, undo, group } = bulkRunner(() => aws, clock);
beforeAll(async () => {
  event = await storedEvent(aws.table);
  session = await storedSession(aws.table, event);
  groupId = await group('everybody');
});

const ADDRESSES = [0, 1, 2];

/** What was said of an address: only what must hold. */
interface Said {
  everything: boolean;
  thisEvent: boolean;
  /** Either of them, and not lifted for the event since. */
  noEventMail: boolean;
  blocked: boolean;
}
const nothing: Said = { everything: false, thisEvent: false, noEventMail: false, blocked: false };

/** Three addresses, which of them are one person's, and what was said of those, by the model. */
class World {
  readonly #addresses: string[];
  #same = ADDRESSES.map(String);
  #said = ADDRESSES.map(() => nothing);
  #own = ADDRESSES.map(() => nothing);
  readonly bounced = new Set<number>();
  readonly imports: ImportJob[] = [];
  readonly actions: BulkJob[] = [];

  /** Where keys take little, they are all of one partition. */
  constructor(trouble: AwsTrouble) {
    const name = `model${(worlds += 1)}`;
    this.#addresses =
      trouble === 'keys that take little in a second'
        ? neighbours(name, ADDRESSES.length)
        : ADDRESSES.map((index) => `${name}-${index}@example.com`);
  }

  address(index: number): string {
    return this.#addresses[index]!;
  }

  /** How many of these are somebody's who was not deleted. */
  async known(who: number[]): Promise<number> {
    const people = await Promise.all([...new Set(who)].map((index) => this.personOf(index)));
    return people.filter((person) => person && person.deletedAt === undefined).length;
  }

  personOf(index: number) {
    return resolvePerson(aws.untroubled, idOf(this.address(index)));
  }

  join(one: number, other: number): void {
    const [keep, gone] = [this.#same[one]!, this.#same[other]!];
    this.#same = this.#same.map((name) => (name === gone ? keep : name));
  }

  /** What was one person is so many strangers again, each of whom said what the person had. */
  part(one: number): void {
    const together = this.#together(one);
    this.say(one, this.said(one));
    this.#same = this.#same.map((name, index) => (together.includes(index) ? `${index} ${worlds}` : name));
  }

  /** What was said at this very address, and was not lifted there. */
  own(index: number): Said {
    return this.#own[index] ?? nothing;
  }

  /** Notes what the person of an address says, or others of them. */
  say(one: number, said: Partial<Said>): void {
    const together = this.#together(one);
    this.#own = this.#own.map((before, index) => (index === one ? { ...before, ...said } : before));
    this.#said = this.#said.map((before, index) =>
      together.includes(index) ? { ...before, ...said } : before,
    );
  }

  /** What was said of the person of an address: of whoever became one, the stricter word stands. */
  said(index: number): Said {
    const all = this.#together(index).map((other) => this.#said[other] ?? nothing);
    const any = (word: keyof Said) => all.some((said) => said[word]);
    return {
      everything: any('everything'),
      thisEvent: any('thisEvent'),
      noEventMail: any('noEventMail'),
      blocked: any('blocked'),
    };
  }

  #together(index: number): number[] {
    return ADDRESSES.filter((other) => this.#same[other] === this.#same[index]);
  }
}

type Run = (world: World) => Promise<void>;
/** Something that happens, and how a failure tells it. */
type Act = { says: string; run: Run };

const imports =
  (who: number[], status: string, into: object): Run =>
  async (world) => {
    const rows = who.map((index) => `${world.address(index)},${status},C${clock.now}`);
    const file = ['email,status,company', ...rows].join('\n');
    const name = `${clock.now}.csv`;
    const known = await world.known(who);
    const job = ImportJob.parse(await patiently(() => importFile(aws, clock, name, file, { ...into })));
    world.imports.push(job);
    const { read, created, updated, unchanged, skipped, failed } = job.counts;
    expect(created + updated + unchanged + skipped + failed).toBe(read);
    expect((await world.known(who)) - known, 'who is said to be new').toBe(created);
    for (const index of who) {
      if (!(await world.personOf(index))) continue;
      if (status === 'blocked') world.say(index, { blocked: true });
      // What somebody lifted for an event after they had said it themselves is no matter of a file.
      if (status === 'unsubscribed' && !world.said(index).everything)
        world.say(index, { everything: true, noEventMail: true });
    }
  };

const reverts: Run = async (world) => {
  const job = world.imports.pop();
  if (!job) return;
  const deps = { ...planDeps(aws.table), now: () => clock.now };
  // Whoever asks again has looked again.
  const reverting = await patiently(async () =>
    beginRevert(deps, ImportJob.parse(await getJob(aws.untroubled, job.id)), 'anna'),
  );
  await runToEnd(() => jobDeps(aws, clock), clock, reverting.id);
};

const now = () => new Date(clock.now).toISOString();
/** Something that a person does, or others do to one, as long as there is one. */
const byPerson =
  (who: number, run: (person: Participant, world: World) => Promise<void>): Run =>
  async (world) => {
    const person = await world.personOf(who);
    if (person) await run(person, world);
  };

const unsubscribes = (who: number): Run =>
  byPerson(who, async (_person, world) => {
    await patiently(() => optOutOfEverything(aws.table, idOf(world.address(who)), now()));
    world.say(who, { everything: true, noEventMail: true });
  });

const leavesEvent = (who: number): Run =>
  byPerson(who, async (_person, world) => {
    await patiently(() => optOutOfEvent(aws.table, idOf(world.address(who)), event.id, now()));
    world.say(who, { thisEvent: true, noEventMail: true });
  });

/** The links in a mail that went to one of the addresses; they speak for the person only where mail goes now. */
const confirms = (who: number): Run =>
  byPerson(who, async (person, world) => {
    const reader = { id: person.id, email: world.address(who) };
    await patiently(() => optInToEvent(aws.table, reader, event.id, now()));
    if (person.email === world.address(who)) world.say(who, { thisEvent: false, noEventMail: false });
  });

const resubscribes = (who: number): Run =>
  byPerson(who, async (person, world) => {
    const reader = { id: person.id, email: world.address(who) };
    await patiently(() => optInToEverything(aws.table, reader, now()));
    if (person.email !== world.address(who)) return;
    world.say(who, { everything: false, noEventMail: world.said(who).thisEvent });
  });

const bounces =
  (who: number): Run =>
  async (world) => {
    const id = idOf(world.address(who));
    if (!(await resolveIdentity(aws.untroubled, id)).found) return;
    await patiently(() => recordBounce(aws.table, id, now()));
    world.bounced.add(who);
  };

/** By an admin: no undoing takes it back. */
const isBlocked = (who: number): Run =>
  byPerson(who, async (person, world) => {
    const act = { at: now(), act: `block ${clock.now}`, actor: 'anna', origin: 'api' };
    await patiently(() => blockPerson(identityDeps(), person.id, act));
    world.say(who, { blocked: true });
  });

const registers =
  (who: number): Run =>
  (world) =>
    patiently(() =>
      register(
        { table: aws.table, identityKey, now: () => clock.now },
        { event, request: post({ email: world.address(who), sessionIds: [session.id] }) },
      ),
    );

const merges =
  (who: number, into: number): Run =>
  async (world) => {
    const [other, survivor] = [await world.personOf(who), await world.personOf(into)];
    if (!other || !survivor || other.id === survivor.id) return;
    await unlessRefused(async () => {
      const request = { ...by, otherId: other.id, survivorId: survivor.id, mayBlock: true };
      const { jobId } = await patiently(() => mergeInto(identityDeps(), request));
      world.join(into, who);
      if (jobId !== undefined) await runToEnd(() => jobDeps(aws, clock), clock, jobId);
    });
  };

const moves =
  (who: number, to: number): Run =>
  async (world) => {
    const person = await world.personOf(who);
    if (!person) return;
    await unlessRefused(async () => {
      const change = { ...by, merge: true, mayBlock: true };
      const { jobId } = await patiently(() => changeEmail(identityDeps(), person, world.address(to), change));
      world.join(who, to);
      if (jobId !== undefined) await runToEnd(() => jobDeps(aws, clock), clock, jobId);
    });
  };

const kinds = [
  'add-to-group',
  'fix-names',
  'delete',
  'restore',
  'block',
  'unblock',
  'register',
  'erase',
] as const;
const actsOn =
  (kind: (typeof kinds)[number], who: number): Run =>
  async (world) => {
    const person = await world.personOf(who);
    if (!person) return;
    const more = { 'add-to-group': { groupId }, register: { sessionId: session.id } };
    const action = { type: kind, ...Object.entries(more).find(([name]) => name === kind)?.[1] };
    const job = await patiently(() => act(action, [person]));
    world.actions.push(job);
    const { chosen, changed, unchanged, skipped, failed } = job.counts;
    expect([changed + unchanged + skipped + failed, chosen]).toEqual([chosen, 1]);
    if (kind === 'unblock') world.say(who, { blocked: false });
    if (kind === 'erase') world.part(who);
  };

const undoes: Run = async (world) => {
  const job = world.actions.pop();
  if (job && isUndoable(job, clock.now)) await patiently(() => undo(job));
};

const by = { by: 'anna', origin: 'api' };
const identityDeps = () => ({ ...planDeps(aws.table), identityKey, now: () => clock.now });

async function unlessRefused(doing: () => Promise<void>): Promise<void> {
  try {
    await doing();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

const index = fc.constantFrom(...ADDRESSES);
const says = (text: string, run: Run): Act => ({ says: text, run });
const imported = fc.tuple(
  fc.array(index, { minLength: 1, maxLength: 4 }),
  fc.constantFrom('active', 'unsubscribed', 'blocked', ''),
  fc.constantFrom('upsert', 'add', 'update', 'session'),
);
const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: imported.map(([who, status, how]) =>
      says(`import ${who.join()} ${status} ${how}`, (world) =>
        imports(who, status, how === 'session' ? { session: session.id } : { mode: how })(world),
      ),
    ),
  },
  { weight: 2, arbitrary: index.map((who) => says(`unsubscribe ${who}`, unsubscribes(who))) },
  { weight: 2, arbitrary: index.map((who) => says(`leave the event ${who}`, leavesEvent(who))) },
  { weight: 3, arbitrary: index.map((who) => says(`confirm ${who}`, confirms(who))) },
  { weight: 2, arbitrary: index.map((who) => says(`resubscribe ${who}`, resubscribes(who))) },
  { weight: 2, arbitrary: index.map((who) => says(`bounce ${who}`, bounces(who))) },
  { weight: 2, arbitrary: index.map((who) => says(`be blocked ${who}`, isBlocked(who))) },
  { weight: 2, arbitrary: index.map((who) => says(`register ${who}`, registers(who))) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(index, index)
      .map(([who, into]) => says(`merge ${who} into ${into}`, merges(who, into))),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(index, index).map(([who, to]) => says(`move ${who} to ${to}`, moves(who, to))),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom(...kinds), index)
      .map(([kind, who]) => says(`${kind} ${who}`, actsOn(kind, who))),
  },
  { weight: 1, arbitrary: fc.constant(says('undo the last action', undoes)) },
  { weight: 1, arbitrary: fc.constant(says('revert the last import', reverts)) },
);

/** What must hold of an address and does not: what it allows, also when its person was erased. */
async function lostOf(world: World, index: number): Promise<string[]> {
  const id = idOf(world.address(index));
  const { found } = await resolveIdentity(aws.untroubled, id);
  const wish: Wish = (found?.kind === 'erased' ? found.wish : found?.person) ?? {};
  const isFormer = found?.kind === 'person' && addressIdOf(identityKey, found.person) !== id;
  const there: AddressWish = isFormer ? (wish.formerWishes?.[id] ?? {}) : wish;
  const own = world.own(index);
  const { everything, noEventMail, blocked } = world.said(index);
  const lost: [string, boolean][] = [
    ['the opt-out of everything', everything && wish.optedOutAt === undefined],
    ['the opt-out of the event', noEventMail && !hasOptedOut(wish, event.id)],
    ['the block', blocked && wish.blockedAt === undefined],
    ['the bounce', world.bounced.has(index) && there.bouncedAt === undefined],
    ['its own opt-out of everything', own.everything && there.optedOutAt === undefined],
    ['its own opt-out of the event', own.noEventMail && !hasOptedOut(there, event.id)],
  ];
  return lost.filter(([, isLost]) => isLost).map(([what]) => what);
}

it.each(awsTroubles)(
  'no order of importing, mailing back, registering, merging, moving and acting on people loses a word that still holds (troubles of AWS: %s)',
  async (trouble) => {
    let kept = 0;
    const numRuns = trouble === 'none' ? rounds(15) : rounds(6, 3);
    troubles.begin(trouble, PART_OF_A_BATCH);
    await fc.assert(
      fc.asyncProperty(fc.array(acts, { minLength: 4, maxLength: 12 }), async (all) => {
        const world = new World(trouble);
        await imports(ADDRESSES, 'active', {})(world);
        for (const [step, one] of all.entries()) {
          clock.now += 60_000;
          await troubles.timePasses();
          await one.run(world);
          for (const each of ADDRESSES) {
            const told = all.slice(0, step + 1).map((past) => past.says);
            expect(await lostOf(world, each), `${each} after ${told.join('; ')}`).toEqual([]);
            if (Object.values(world.said(each)).includes(true)) kept += 1;
          }
        }
      }),
      { numRuns, endOnFailure: true },
    );
    // A round or two may be about nobody's word.
    if (trouble === 'none') expect(kept).toBeGreaterThan(numRuns);
  },
);
