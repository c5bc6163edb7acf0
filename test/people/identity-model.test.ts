import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Event } from '../../shared/events/domain/event.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { allowsMail } from '../../shared/people/domain/wish.ts';
import { readChange } from '../../shared/platform/table/read-change.ts';
import { resolvePerson } from '../../shared/people/table/resolve-identity.ts';
import { optOutOfEverything, recordBounce } from '../../shared/people/usecases/change-wishes.ts';
import { reactionsTo } from '../../functions/dispatcher/reactions.ts';
import { changeEmail } from '../../shared/people/usecases/change-email.ts';
import { register } from '../../shared/registrations/usecases/register.ts';
import { movesOf } from '../../shared/platform/table/counts/count-record.ts';
import { post, storedEvent, storedSession } from '../support/factories.ts';
import { IdentityWorld } from '../support/identity-world.ts';
import { useAwsTroubles, type AwsTrouble } from '../support/faults/aws-troubles.ts';
import { allocate, seatFaults } from '../support/seats/seat-world.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { justBefore } from '../support/just-before.ts';
import { mortal } from '../support/mortal.ts';
import { idOf } from '../support/registrants.ts';
import { identityKey } from '../support/run-jobs.ts';
import { rounds } from '../support/rounds.ts';

const aws = useLocalAws();
const troubles = useAwsTroubles(aws);
const patiently: typeof troubles.patiently = (act) => troubles.patiently(act);

const SEATS = 2;
let runs = 0;

type Act = (run: Run) => Promise<void>;

/** One world of four addresses and two sessions, and what its people may expect, told by which addresses belong together. */
class Run {
  readonly world = new IdentityWorld(aws);
  readonly jobs: string[] = [];
  readonly registered = new Set<string>();
  readonly optedOut = new Set<string>();
  readonly #same: string[];
  readonly #name = `run${(runs += 1)}`;
  readonly event: Event;
  readonly sessions: Session[];

  private constructor(event: Event, sessions: Session[]) {
    this.event = event;
    this.sessions = sessions;
    this.#same = ['0', '1', '2', '3'];
  }

  static async open(): Promise<Run> {
    const event = await storedEvent(aws.untroubled);
    const open = await storedSession(aws.untroubled, event);
    const small = await storedSession(aws.untroubled, event, {
      startsAt: '2027-03-09T10:00',
      capacity: SEATS,
    });
    return new Run(event, [open, small]);
  }

  address(index: number): string {
    return `${this.#name}-${index}@example.com`;
  }

  /** Addresses that are one person's, by the model. */
  together(index: number): number[] {
    return [0, 1, 2, 3].filter((other) => this.#same[other] === this.#same[index]);
  }

  join(one: number, other: number): void {
    const [keep, gone] = [this.#same[one]!, this.#same[other]!];
    this.#same.forEach((name, index) => name === gone && (this.#same[index] = keep));
  }

  personOf(index: number) {
    return resolvePerson(aws.untroubled, idOf(this.address(index)));
  }
}

const registers =
  (who: number, where: number): Act =>
  async (run) => {
    const request = post({ email: run.address(who), sessionIds: [run.sessions[where]!.id] });
    await patiently(() =>
      register({ table: aws.table, identityKey, now: () => run.world.now }, { event: run.event, request }),
    );
    run.registered.add(`${who} ${where}`);
  };

const unsubscribes =
  (who: number): Act =>
  async (run) => {
    const person = await run.personOf(who);
    if (!person) return;
    // By the link in an old mail, which names the identity of then.
    await patiently(() => optOutOfEverything(aws.table, idOf(run.address(who)), '2027-03-01T10:00:00Z'));
    run.optedOut.add(String(who));
  };

const bounces =
  (who: number): Act =>
  (run) =>
    patiently(() => recordBounce(aws.table, idOf(run.address(who)), '2027-03-01T11:00:00Z'));

const merges =
  (who: number, into: number): Act =>
  async (run) => {
    const [other, survivor] = await Promise.all([run.personOf(who), run.personOf(into)]);
    if (!other || !survivor || other.id === survivor.id) return;
    const { jobId } = await patiently(() => run.world.merge(other.id, survivor.id));
    run.jobs.push(jobId!);
    run.join(into, who);
  };

const changes =
  (who: number, to: number, merge: boolean): Act =>
  async (run) => {
    const person = await run.personOf(who);
    if (!person) return;
    try {
      const change = { by: 'ann', origin: 'api', merge };
      const { jobId } = await patiently(() => changeEmail(run.world.deps(), person, run.address(to), change));
      if (jobId !== undefined) run.jobs.push(jobId);
      run.join(who, to);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      expect([error.code, merge]).toEqual(['conflict', false]);
    }
  };

const allocates =
  (atCall: number): Act =>
  async (run) => {
    const doomed = { ...aws.table, client: mortal(aws.table.client, atCall, true) };
    await allocate(doomed, run.sessions[1]!, () => run.world.now).catch(() => 'died');
  };

const worksAndDies =
  (atCall: number, afterEffect: boolean): Act =>
  async (run) => {
    const jobId = run.jobs.at(-1);
    run.world.now += 10 * 60_000;
    await troubles.timePasses();
    if (jobId === undefined) return;
    const doomed = { ...aws.table, client: mortal(aws.table.client, atCall, afterEffect) };
    await run.world.slice(jobId, doomed).catch(() => 'died');
  };

/** As soon as the job is there: before the index can show everything. It looks again seconds later. */
const worksAtOnce: Act = async (run) => {
  const jobId = run.jobs.at(-1);
  if (jobId === undefined) return;
  let looks = 0;
  const isSecondLook = ({ input }: { input: object }) => 'IndexName' in input && (looks += 1) === 2;
  const client = justBefore(aws.table.client, isSecondLook, () => troubles.timePasses());
  await run.world.slice(jobId, { ...aws.table, client });
};

const index = fc.nat(3);
const arrivals = fc.array(
  fc.tuple(index, fc.nat(1)).map(([who, where]) => registers(who, where)),
  { minLength: 3, maxLength: 6 },
);
const acts: fc.Arbitrary<Act> = fc.oneof(
  { weight: 2, arbitrary: fc.tuple(index, fc.nat(1)).map(([who, where]) => registers(who, where)) },
  { weight: 1, arbitrary: index.map(unsubscribes) },
  { weight: 1, arbitrary: index.map(bounces) },
  { weight: 3, arbitrary: fc.tuple(index, index).map(([who, into]) => merges(who, into)) },
  {
    weight: 2,
    arbitrary: fc.tuple(index, index, fc.boolean()).map(([who, to, merge]) => changes(who, to, merge)),
  },
  { weight: 2, arbitrary: fc.nat(60).map(allocates) },
  { weight: 2, arbitrary: fc.tuple(fc.nat(40), fc.boolean()).map(([at, after]) => worksAndDies(at, after)) },
);

async function check(run: Run, counted: Map<string, number>): Promise<void> {
  for (const [where, session] of run.sessions.entries()) {
    const registrations = await run.world.registrationsOf(session.id);
    const ids = registrations.map(({ participantId }) => participantId);
    expect(new Set(ids).size, 'one registration of one person').toBe(ids.length);
    for (const who of [0, 1, 2, 3]) {
      if (!run.registered.has(`${who} ${where}`)) continue;
      expect(ids, 'nobody is lost').toContain((await run.personOf(who))!.id);
    }
    const standing = registrations.filter(({ status }) => status === 'registered').length;
    expect(counted.get(session.id) ?? 0, 'counts add up').toBe(standing);
    if (where === 0) continue;
    expect(await seatFaults(aws.untroubled, session), 'seats add up').toEqual([]);
    expect(standing).toBeLessThanOrEqual(SEATS);
  }
  for (const who of [0, 1, 2, 3]) {
    const person = await run.personOf(who);
    for (const other of run.together(who))
      if (person) expect((await run.personOf(other))?.id, 'one person').toBe(person.id);
    const isOut = run.together(who).some((other) => run.optedOut.has(String(other)));
    if (isOut) expect(allowsMail(person!, run.event.id), 'an opt-out stands').toBe(false);
  }
}

/** What the dispatcher counts, from the stream. */
async function countRegistered(from: { position?: string }): Promise<Map<string, number>> {
  const counted = new Map<string, number>();
  for (;;) {
    const { records, position } = await aws.stream.read(from.position, 1000);
    if (position !== undefined) from.position = position;
    if (records.length === 0) return counted;
    for (const record of records)
      for (const { key, columns, before, after } of reactionsTo(readChange(record)).counts) {
        const sessionId = key.pk.slice(key.pk.indexOf('#') + 1);
        counted.set(
          sessionId,
          (counted.get(sessionId) ?? 0) + (movesOf(columns, [{ before, after }])['registered'] ?? 0),
        );
      }
  }
}

/** What the rounds come to; answers how many merges there were. */
async function live(
  trouble: AwsTrouble,
  numRuns: number,
  then: fc.Arbitrary<Act[]>,
): Promise<{ merged: number; met: number }> {
  const stream: { position?: string } = {};
  let [merged, met] = [0, 0];
  await fc.assert(
    fc.asyncProperty(arrivals, then, async (first, acts) => {
      const run = await Run.open();
      troubles.begin(trouble);
      for (const act of [...first, ...acts]) await act(run);
      await troubles.timePasses();
      met += troubles.met;
      // A burst is over some time: a job that finds no room for hours is given up.
      troubles.end();
      for (const jobId of run.jobs) await run.world.finish(jobId);
      await patiently(() => allocate(aws.table, run.sessions[1]!, () => run.world.now));
      merged += run.jobs.length;
      await check(run, await countRegistered(stream));
    }),
    { numRuns },
  );
  return { merged, met };
}

describe('No opt-out is raised, nobody is lost or there twice, counts and seats add up', () => {
  const anything = fc.array(acts, { minLength: 4, maxLength: 14 });

  it('whatever happens in whatever order', async () => {
    const { merged } = await live('none', rounds(60), anything);
    expect(merged).toBeGreaterThan(rounds(8));
  });

  it('when keys take little in a second', async () => {
    const { met } = await live('keys that take little in a second', rounds(20, 3), anything);
    expect(met).toBeGreaterThan(0);
  });

  it('when the index does not show who has just registered, and who is merged then', async () => {
    const pair = fc.tuple(index, index).filter(([who, into]) => who !== into);
    const atOnce = fc
      .tuple(pair, fc.nat(1))
      .map(([[who, into], where]) => [
        registers(who, where),
        registers(into, 1 - where),
        merges(who, into),
        worksAtOnce,
      ]);
    const { merged } = await live('indexes that lag', rounds(12, 2), atOnce);
    expect(merged).toBeGreaterThan(0);
  });
});
