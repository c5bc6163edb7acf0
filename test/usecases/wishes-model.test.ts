import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BulkJob } from '../../shared/domain/bulk-job.ts';
import { isUndoable } from '../../shared/domain/bulk-request.ts';
import type { Event } from '../../shared/domain/event.ts';
import { ImportJob } from '../../shared/domain/import-job.ts';
import { Refusal } from '../../shared/domain/refusal.ts';
import type { Session } from '../../shared/domain/session.ts';
import { hasOptedOut, type Wish } from '../../shared/domain/wish.ts';
import { resolveIdentity, resolvePerson } from '../../shared/table/resolve-identity.ts';
import { optOutOfEvent, optOutOfEverything } from '../../shared/usecases/change-wishes.ts';
import { changeEmail } from '../../shared/usecases/people/change-email.ts';
import { mergeInto } from '../../shared/usecases/people/merge-into.ts';
import { register } from '../../shared/usecases/register.ts';
import { revertImport } from '../../shared/usecases/revert-import.ts';
import { NOW, planDeps, post, storedEvent, storedSession } from '../support/factories.ts';
import { startLocalAws, type LocalAws } from '../support/local-aws.ts';
import { idOf } from '../support/registrants.ts';
import { bulkRunner } from '../support/run-bulk.ts';
import { identityKey, importFile, jobDeps, runToEnd, type TestClock } from '../support/run-jobs.ts';

let aws: LocalAws;
let event: Event;
let session: Session;
let groupId: string;
let worlds = 0;
const clock: TestClock = { now: NOW };
const { act, undo, group } = bulkRunner(() => aws, clock);
beforeAll(async () => {
  aws = await startLocalAws();
  event = await storedEvent(aws.table);
  session = await storedSession(aws.table, event);
  groupId = await group('everybody');
});
afterAll(() => aws.stop());

const ADDRESSES = [0, 1, 2];

/** Three addresses, which of them are one person's, which of those have said no, and which were blocked, by the model. */
class World {
  readonly #name = `model${(worlds += 1)}`;
  #same = ADDRESSES.map(String);
  readonly #optedOut = new Set<number>();
  readonly #blocked = new Set<number>();
  readonly imports: ImportJob[] = [];
  readonly actions: { job: BulkJob; who: number }[] = [];

  address(index: number): string {
    return `${this.#name}-${index}@example.com`;
  }

  personOf(index: number) {
    return resolvePerson(aws.table, idOf(this.address(index)));
  }

  join(one: number, other: number): void {
    const [keep, gone] = [this.#same[one]!, this.#same[other]!];
    this.#same = this.#same.map((name) => (name === gone ? keep : name));
  }

  /** What was one person is so many strangers again, each of whom said what the person had. */
  part(one: number): void {
    const together = this.#together(one);
    if (this.isOptedOut(one)) for (const each of together) this.#optedOut.add(each);
    if (this.isBlocked(one)) for (const each of together) this.#blocked.add(each);
    this.#same = this.#same.map((name, index) => (together.includes(index) ? `${index} ${worlds}` : name));
  }

  optOut(index: number): void {
    this.#optedOut.add(index);
  }

  isOptedOut(index: number): boolean {
    return this.#together(index).some((other) => this.#optedOut.has(other));
  }

  block(index: number): void {
    this.#blocked.add(index);
  }

  unblock(index: number): void {
    for (const each of this.#together(index)) this.#blocked.delete(each);
  }

  isBlocked(index: number): boolean {
    return this.#together(index).some((other) => this.#blocked.has(other));
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
    const job = ImportJob.parse(await importFile(aws, clock, `${clock.now}.csv`, file, { ...into }));
    world.imports.push(job);
    const { read, created, updated, unchanged, skipped, failed } = job.counts;
    expect(created + updated + unchanged + skipped + failed).toBe(read);
    for (const index of who) {
      if (!(await world.personOf(index))) continue;
      if (status === 'unsubscribed') world.optOut(index);
      if (status === 'blocked') world.block(index);
    }
  };

const reverts: Run = async (world) => {
  const job = world.imports.pop();
  if (!job) return;
  const deps = { ...planDeps(aws.table), now: () => clock.now };
  const reverting = await revertImport(deps, job, 'anna');
  await runToEnd(() => jobDeps(aws, clock), clock, reverting.id);
};

const unsubscribes =
  (who: number): Run =>
  async (world) => {
    if (!(await world.personOf(who))) return;
    await optOutOfEverything(aws.table, idOf(world.address(who)), new Date(clock.now).toISOString());
    world.optOut(who);
  };

const unsubscribesFromEvent =
  (who: number): Run =>
  async (world) => {
    if (!(await world.personOf(who))) return;
    await optOutOfEvent(aws.table, idOf(world.address(who)), event.id, new Date(clock.now).toISOString());
    world.optOut(who);
  };

const registers =
  (who: number): Run =>
  (world) =>
    register(
      { table: aws.table, identityKey, now: () => clock.now },
      { event, request: post({ email: world.address(who), sessionIds: [session.id] }) },
    );

const merges =
  (who: number, into: number): Run =>
  async (world) => {
    const [other, survivor] = [await world.personOf(who), await world.personOf(into)];
    if (!other || !survivor || other.id === survivor.id) return;
    await unlessRefused(async () => {
      const { jobId } = await mergeInto(identityDeps(), {
        ...by,
        otherId: other.id,
        survivorId: survivor.id,
        mayBlock: true,
      });
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
      const { jobId } = await changeEmail(identityDeps(), person, world.address(to), change);
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
  'invite',
  'erase',
] as const;
const actsOn =
  (kind: (typeof kinds)[number], who: number): Run =>
  async (world) => {
    const person = await world.personOf(who);
    if (!person) return;
    const more = { 'add-to-group': { groupId }, invite: { sessionId: session.id } };
    const job = await act({ type: kind, ...Object.entries(more).find(([name]) => name === kind)?.[1] }, [
      person,
    ]);
    world.actions.push({ job, who });
    const { chosen, changed, unchanged, skipped, failed } = job.counts;
    expect([changed + unchanged + skipped + failed, chosen]).toEqual([chosen, 1]);
    if (kind === 'erase') world.part(who);
    if (kind === 'block' && skipped + failed === 0) world.block(who);
    if (kind === 'unblock' && changed === 1) world.unblock(who);
  };

const undoes: Run = async (world) => {
  const { job, who } = world.actions.pop() ?? {};
  if (!job || who === undefined || !isUndoable(job, clock.now)) return;
  const undone = await undo(job);
  if (job.action.type === 'block' && undone.counts.changed === 1) world.unblock(who);
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
  {
    weight: 1,
    arbitrary: index.map((who) => says(`unsubscribe ${who} from the event`, unsubscribesFromEvent(who))),
  },
  { weight: 2, arbitrary: index.map((who) => says(`block ${who} once more`, actsOn('block', who))) },
  { weight: 2, arbitrary: index.map((who) => says(`register ${who}`, registers(who))) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(index, index)
      .map(([who, into]) => says(`merge ${who} into ${into}`, merges(who, into))),
  },
  {
    weight: 1,
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

/** Everybody is there from the beginning, or nobody, who has to come then. */
const beginnings = fc.constantFrom([], [says('import 0,1,2', imports(ADDRESSES, 'active', {}))]);
const stories = fc
  .tuple(beginnings, fc.array(acts, { minLength: 4, maxLength: 12 }))
  .map(([beginning, rest]) => [...beginning, ...rest]);

/** What an address allows, also when its person was erased; undefined where nobody ever was. */
async function wishOf(address: string): Promise<Wish | undefined> {
  const { found } = await resolveIdentity(aws.table, idOf(address));
  return found?.kind === 'erased' ? found.wish : found?.person;
}

it(
  'no order of importing, unsubscribing, registering, merging, moving and acting on people lifts an opt-out or a block',
  { timeout: 300_000 },
  async () => {
    const kept = { optOuts: 0, blocks: 0 };
    await fc.assert(
      fc.asyncProperty(stories, async (all) => {
        const world = new World();
        for (const [step, one] of all.entries()) {
          clock.now += 60_000;
          await one.run(world);
          for (const each of ADDRESSES.filter((address) => world.isOptedOut(address))) {
            const wish = await wishOf(world.address(each));
            const told = all.slice(0, step + 1).map((past) => past.says);
            expect(wish && hasOptedOut(wish, event.id), `${each} after ${told.join('; ')}`).toBe(true);
            kept.optOuts += 1;
          }
          for (const each of ADDRESSES.filter((address) => world.isBlocked(address))) {
            const told = all.slice(0, step + 1).map((past) => past.says);
            const wish = await wishOf(world.address(each));
            expect(wish?.blockedAt, `${each} after ${told.join('; ')}`).toBeDefined();
            kept.blocks += 1;
          }
        }
      }),
      { numRuns: 25, endOnFailure: true },
    );
    expect(Math.min(kept.optOuts, kept.blocks)).toBeGreaterThan(20);
  },
);
