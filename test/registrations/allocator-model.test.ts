import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { getSession } from '../../shared/events/table/session-items.ts';
import { changeSession } from '../../shared/events/usecases/change-session.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { registeredSince, type Registration } from '../../shared/registrations/domain/registration.ts';
import { cancelRegistration } from '../../shared/registrations/usecases/cancel-registration.ts';
import { register } from '../../shared/registrations/usecases/register.ts';
import { registerAll } from '../../shared/imports/usecases/import-registrations.ts';
import type { RowToRegister } from '../../shared/imports/usecases/rows-to-register.ts';
import { NOW, planDeps, post, storedEvent, storedSession, testAct } from '../support/factories.ts';
import { mortal } from '../support/mortal.ts';
import { idOf } from '../support/registrants.ts';
import { rounds } from '../support/rounds.ts';
import { identityKey } from '../support/run-jobs.ts';
import { allocate, registrationsIn, seatFaults } from '../support/seats/seat-world.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
let worlds = 0;

afterEach(() => {
  aws.faults.set(0, []);
});

/** One session, and what may happen to its seats. */
class World {
  readonly #name = `w${(worlds += 1)}`;
  readonly event: Event;
  readonly #sessionId: string;
  #posted = 0;
  #now = NOW;
  /** Who came while there were no seats: they have a place whoever waits. */
  readonly unlimited = new Set<string>();
  most = 0;

  private constructor(event: Event, session: Session) {
    this.event = event;
    this.#sessionId = session.id;
  }

  static async open(capacity: number): Promise<World> {
    const event = await storedEvent(aws.table);
    return new World(event, await storedSession(aws.table, event, { capacity }));
  }

  /** Each look is a little later, so that nobody asks at the same moment as somebody else. */
  readonly now = (): number => (this.#now += 10);

  async session(): Promise<Session> {
    return (await getSession(aws.table, this.#sessionId))!;
  }

  async post(who: number, { capacity }: Session): Promise<void> {
    const email = `${this.#name}-${who}@example.com`;
    if (capacity === undefined) this.unlimited.add(idOf(email));
    const request = post({ email, sessionIds: [this.#sessionId] });
    await register({ table: aws.table, identityKey, now: this.now }, { event: this.event, request });
  }

  async posts(count: number): Promise<void> {
    const session = await this.session();
    const from = (this.#posted += count) - count;
    await Promise.all(Array.from({ length: count }, (_, n) => this.post(from + n, session)));
  }

  async comesBack(pick: number): Promise<void> {
    if (this.#posted > 0) await this.post(pick % this.#posted, await this.session());
  }

  /** Rows of a file, in the order of the file; a block is done again when its worker died. */
  async rows(count: number, again: boolean): Promise<void> {
    const { capacity, id: sessionId } = await this.session();
    const run = {
      importId: `imp_${this.#name}`,
      run: 0,
      mode: 'upsert',
      at: new Date(this.now()).toISOString(),
    };
    const from = (this.#posted += count) - count;
    const rows = Array.from({ length: count }, (_, n): RowToRegister => {
      const email = `${this.#name}-${from + n}@example.com`;
      return { line: from + n + 2, participantId: idOf(email), email, entry: 'registered' };
    });
    if (capacity === undefined) for (const { participantId } of rows) this.unlimited.add(participantId);
    const plan = { target: { eventId: this.event.id, sessionId }, run, notify: true, capacity };
    const all = () =>
      registerAll(aws.table, plan as unknown as Parameters<typeof registerAll>[1], rows, new Map());
    await all();
    if (again) await all();
  }

  async cancels(pick: number): Promise<void> {
    const standing = (await this.all()).filter(({ status }) => status !== 'cancelled');
    const one = standing[pick % Math.max(1, standing.length)];
    if (one) await cancelRegistration(aws.table, one, { ...testAct, act: String(this.now()) });
  }

  async limits(capacity: number | null): Promise<void> {
    const session = await this.session();
    await changeSession({ ...planDeps(aws.table), now: this.now }, this.event, session, { capacity });
  }

  all = (): Promise<Registration[]> => registrationsIn(aws.table, { id: this.#sessionId });

  allocate = (table: Table = aws.table) => allocate(table, { id: this.#sessionId }, this.now);

  /** A worker that dies at a call, and stays dead. */
  async dies(atCall: number, afterEffect: boolean): Promise<void> {
    const client = mortal(aws.table.client, atCall, afterEffect);
    await this.allocate({ ...aws.table, client }).catch(() => 'died');
  }

  /** Never over: nobody gets a seat while as many or more have one as there are. */
  async checkNeverOver(): Promise<void> {
    const { capacity } = await this.session();
    const registered = (await this.all()).filter(({ status }) => status === 'registered').length;
    if (capacity === undefined) this.most = Infinity;
    else expect(registered, 'never over').toBeLessThanOrEqual(Math.max(capacity, this.most));
    this.most = Math.max(registered, capacity === undefined ? registered : 0);
  }

  async check(): Promise<void> {
    expect(await seatFaults(aws.table, await this.session())).toEqual([]);
    const all = await this.all();
    const since = (one: Registration) =>
      `${registeredSince(one)} ${String(one.importMark?.line ?? 0).padStart(9, '0')}`;
    const inOrder = all.filter(
      (one) => one.status === 'registered' && !this.unlimited.has(one.participantId),
    );
    const last = inOrder.map(since).sort().at(-1) ?? '';
    const first = all
      .filter(({ status }) => status === 'waitlisted')
      .map(since)
      .sort()[0];
    expect(first === undefined || last < first, 'first come, first served').toBe(true);
  }
}

type Act = (world: World) => Promise<unknown>;

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.integer({ min: 1, max: 4 }).map(
      (n): Act =>
        (world) =>
          world.posts(n),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.nat(50).map(
      (pick): Act =>
        (world) =>
          world.comesBack(pick),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.integer({ min: 1, max: 30 }), fc.boolean()).map(
      ([n, again]): Act =>
        (world) =>
          world.rows(n, again),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.nat(50).map(
      (pick): Act =>
        (world) =>
          world.cancels(pick),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.option(fc.integer({ min: 1, max: 12 }), { freq: 4 }).map(
      (capacity): Act =>
        (world) =>
          world.limits(capacity),
    ),
  },
  { weight: 3, arbitrary: fc.constant<Act>((world) => world.allocate()) },
  // A message that comes twice, to two at once.
  { weight: 1, arbitrary: fc.constant<Act>((world) => Promise.all([world.allocate(), world.allocate()])) },
  {
    weight: 4,
    arbitrary: fc.tuple(fc.integer({ min: 1, max: 60 }), fc.boolean()).map(
      ([atCall, after]): Act =>
        (world) =>
          world.dies(atCall, after),
    ),
  },
);

const runs = (count: number, before: () => void) =>
  fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      fc.array(act, { minLength: 4, maxLength: 16 }),
      async (seats, acts) => {
        const world = await World.open(seats);
        before();
        for (const one of acts) {
          await one(world);
          await world.checkNeverOver();
        }
        aws.faults.set(0, []);
        expect(await world.allocate()).toBe('settled');
        await world.checkNeverOver();
        await world.check();
      },
    ),
    { numRuns: rounds(count, 8) },
  );

it('gives seats to who came first, never one too many and none kept back, whatever happens and wherever it dies', () =>
  runs(120, () => undefined));
