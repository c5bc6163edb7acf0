import { reactionsTo } from '../../../functions/dispatcher/reactions.ts';
import type { Event } from '../../../shared/events/domain/event.ts';
import type { Session } from '../../../shared/events/domain/session.ts';
import { getSession } from '../../../shared/events/table/session-items.ts';
import { changeSession } from '../../../shared/events/usecases/change-session.ts';
import { registerAll } from '../../../shared/imports/usecases/import-registrations.ts';
import type { RowToRegister } from '../../../shared/imports/usecases/rows-to-register.ts';
import { deletePerson } from '../../../shared/people/usecases/delete-person.ts';
import { mergeInto } from '../../../shared/people/usecases/merge-into.ts';
import { resolvePerson } from '../../../shared/people/table/resolve-identity.ts';
import { Refusal } from '../../../shared/platform/problems/refusal.ts';
import { readChange, type TableChange } from '../../../shared/platform/table/read-change.ts';
import type { Table } from '../../../shared/platform/table/table.ts';
import { erasePerson } from '../../../shared/privacy/usecases/erase-person.ts';
import { readJobTraces } from '../../../shared/privacy/usecases/person-traces.ts';
import type { Registration } from '../../../shared/registrations/domain/registration.ts';
import { getRegistration } from '../../../shared/registrations/table/registration-items.ts';
import { readSeats } from '../../../shared/registrations/table/seats-item.ts';
import { cancelRegistration } from '../../../shared/registrations/usecases/cancel-registration.ts';
import { answerOffer } from '../../../shared/registrations/usecases/waiting-list/answer-offer.ts';
import { changeDate } from '../../../shared/registrations/usecases/change-date.ts';
import { giveSeats } from '../../../shared/registrations/usecases/give-seats.ts';
import { handOverPlace } from '../../../shared/registrations/usecases/hand-over-place.ts';
import { moveUp } from '../../../shared/registrations/usecases/waiting-list/move-up.ts';
import { register } from '../../../shared/registrations/usecases/register.ts';
import { isCensusDue } from '../../../shared/registrations/usecases/take-seat-census.ts';
import { takeUpOffers } from '../../../shared/registrations/usecases/waiting-list/take-up-offers.ts';
import type { SeatMessage } from '../../../shared/registrations/usecases/wake-allocator.ts';
import { NOW, planDeps, post, storedEvent, storedSession, testAct } from '../factories.ts';
import { IdentityWorld } from '../identity-world.ts';
import { justBefore } from '../just-before.ts';
import type { LocalAws } from '../local-aws.ts';
import { Killed, mortal } from '../mortal.ts';
import { idOf } from '../registrants.ts';
import { identityKey } from '../run-jobs.ts';
import { rememberedIn, registrationsIn, seatFaults } from './seat-world.ts';
import { SeatWatch } from './seat-watch.ts';

/** A post under way. */
interface SlowPost {
  landsAt: number;
  land: () => void;
  landed: Promise<unknown>;
}

/** How a worker fares: it may die at a call, before or after it took effect, or have time for so many looks only. */
export interface Fate {
  atCall?: number;
  afterEffect?: boolean;
  looks?: number;
}

const isTransaction = (command: { constructor: { name: string } }) =>
  command.constructor.name === 'TransactWriteCommand';

/** Longer than any post is under way. */
const ALL_ARRIVED_MS = 1_000;
const ALL_CAME_BY_MS = 61_000;

let worlds = 0;

/**
 * One session, all that may happen to its seats, and the way by which the allocator hears of it: the stream tells in any
 * order, messages come in any order, twice, or again after a worker's death. Nobody calls the allocator otherwise.
 */
export class AllocatorWorld {
  readonly watch: SeatWatch;
  readonly aws: LocalAws;
  readonly event: Event;
  /** Whether the engine fails by itself now and then; and how often somebody was told so. */
  hasFaults = false;
  failed = 0;
  readonly #name = `w${(worlds += 1)}`;
  readonly #sessionId: string;
  readonly #otherDate: Session;
  readonly #identities: IdentityWorld;
  readonly #messages: SeatMessage[] = [];
  readonly #untold: TableChange[] = [];
  readonly #unfinished: (() => Promise<unknown>)[] = [];
  #slow: SlowPost[] = [];
  #position: string | undefined;
  #posted = 0;
  #now = NOW;

  private constructor(
    aws: LocalAws,
    event: Event,
    [session, otherDate]: [Session, Session],
    position: string | undefined,
  ) {
    this.aws = aws;
    this.#otherDate = otherDate;
    this.event = event;
    this.watch = new SeatWatch(session);
    this.#sessionId = session.id;
    this.#identities = new IdentityWorld(aws);
    this.#position = position;
  }

  /** `deadlineMinutes`: how long who waits has to take a place. */
  static async open(
    aws: LocalAws,
    capacity: number | null,
    from?: AllocatorWorld,
    deadlineMinutes = 0,
  ): Promise<AllocatorWorld> {
    let position = from === undefined ? undefined : from.#position;
    for (let more = true; more;) {
      const read = await aws.stream.read(position, 1000);
      more = read.records.length > 0;
      position = read.position;
    }
    const event = await storedEvent(aws.table, { waitlist: { deadlineMinutes } });
    const session = await storedSession(aws.table, event, { capacity });
    const otherDate = await storedSession(aws.table, event, { startsAt: '2027-04-04T10:00', capacity: null });
    return new AllocatorWorld(aws, event, [session, otherDate], position);
  }

  /** Each look is a little later, so that nobody asks at the same moment as somebody else. */
  readonly now = (): number => (this.#now += 1);

  /** Time goes by, and whoever is under way until then arrives. */
  readonly pass = async (ms: number): Promise<void> => {
    this.#now += ms;
    await this.#land(this.#now);
  };

  session = async (): Promise<Session> => (await getSession(this.aws.table, this.#sessionId))!;
  registrations = (): Promise<Registration[]> => registrationsIn(this.aws.table, { id: this.#sessionId });

  // What people do.

  posts = (count: number) => this.#each(this.#newcomers(count), (email) => this.#post(email));

  comesBack = (pick: number) => this.#with(this.#somebody(pick), (email) => this.#post(email));

  /** A post that is written so long after it was asked for. */
  postsSlowly(afterMs: number): Promise<void> {
    const [email] = this.#newcomers(1);
    const asked = this.now();
    let land = (): void => undefined;
    const gate = new Promise<void>((resolve) => (land = resolve));
    const client = justBefore(this.aws.table.client, isTransaction, () => gate);
    const landed = this.#try(() => this.#post(email!, { ...this.aws.table, client }, () => asked));
    this.#slow.push({ landsAt: asked + afterMs, land, landed });
    return Promise.resolve();
  }

  /** Rows of a file, in the order of the file; `twice`: the block is done again, since its worker died. */
  async imports(count: number, twice: boolean): Promise<void> {
    const { capacity, id: sessionId } = await this.session();
    const at = new Date(this.now()).toISOString();
    const run = { importId: `imp_${this.#name}-${this.#posted}`, run: 0, at };
    const rows = this.#newcomers(count).map((email, n): RowToRegister => ({
      line: n + 2,
      participantId: idOf(email),
      email,
      entry: 'registered',
    }));
    const plan = { target: { eventId: this.event.id, sessionId }, run, notify: true, capacity };
    const block = () => registerAll(this.aws.table, plan, rows, new Map());
    // Of a block that failed the rest is done by another worker, or when the import is ended.
    await this.#orLater(block);
    if (twice) await this.#try(block);
  }

  cancels = async (pick: number) => {
    const standing = (await this.registrations()).filter(({ status }) => status !== 'cancelled');
    const one = standing[pick % Math.max(1, standing.length)];
    if (one)
      await this.#try(() => cancelRegistration(this.aws.table, one, { ...testAct, act: String(this.now()) }));
  };

  /** Somebody who was ever asked whether they take a place presses a button of the page, maybe late, maybe twice at once. */
  async answers(pick: number, answer: 'take' | 'decline', twice: boolean): Promise<void> {
    const asked = this.watch.asked;
    const participantId = asked[pick % Math.max(1, asked.length)];
    if (participantId === undefined) return;
    const press = async () => {
      const registration = await getRegistration(this.aws.table, this.#sessionId, participantId);
      if (!registration) return;
      await answerOffer(
        { table: this.aws.table, now: this.now },
        { session: await this.session(), registration },
        answer,
      );
    };
    await Promise.all(Array.from({ length: twice ? 2 : 1 }, () => this.#try(press)));
  }

  /** An organizer moves somebody up who waits. Of two who change the line at one time, one may have to look again. */
  movesUp = async (pick: number) => {
    const waiting = (await this.registrations()).filter(({ status }) => status === 'waitlisted');
    const registration = waiting[pick % Math.max(1, waiting.length)];
    if (!registration) return;
    const act = { ...testAct, act: String(this.now()) };
    await this.#try(async () => {
      const session = await this.session();
      await moveUp(this.#deps(), { event: this.event, session, registration }, act).catch(
        (error: unknown) => {
          if (!(error instanceof Refusal)) throw error;
        },
      );
    });
  };

  /** Somebody gives their seat to somebody else, who is new, or comes back, or has a place or a seat already. */
  handsOver = async (pick: number, into: number, isNew: boolean) => {
    const standing = (await this.registrations()).filter(({ status }) => status === 'registered');
    const one = standing[pick % Math.max(1, standing.length)];
    const email = isNew ? this.#newcomers(1)[0] : this.#somebody(into);
    if (!one || email === undefined) return;
    const session = await this.session();
    const place = { event: this.event, session, registration: one, participant: { id: one.participantId } };
    await this.#tryUnlessRefused(() =>
      handOverPlace(this.#deps(), place, { email: { address: email, key: email } }, this.#act()),
    );
  };

  /** Somebody goes to another date that has room for all, or comes from there. */
  changesDate = async (pick: number, isBack: boolean) => {
    const sessions = [await this.session(), this.#otherDate];
    const [from, to] = isBack ? sessions.toReversed() : sessions;
    const there = (await registrationsIn(this.aws.table, from!)).filter(
      ({ status }) => status !== 'cancelled',
    );
    const one = there[pick % Math.max(1, there.length)];
    if (!one) return;
    const change = { event: this.event, from: from!, to: to!, participantId: one.participantId };
    await this.#tryUnlessRefused(() => changeDate(this.#deps(), change, this.#act()));
  };

  deletes = (pick: number) =>
    this.#with(this.#somebody(pick), async (email) => {
      const person = await resolvePerson(this.aws.table, idOf(email));
      const at = new Date(this.now()).toISOString();
      if (person) await deletePerson(this.#deps(), person.id, { ...testAct, at, act: String(this.now()) });
    });

  erases = (pick: number) =>
    this.#with(this.#somebody(pick), async (email) => {
      const person = await resolvePerson(this.aws.table, idOf(email));
      if (!person) return;
      const traces = await readJobTraces(this.aws.table, this.now());
      const erase = () =>
        erasePerson(this.#deps(), traces, `blk_${this.#name}`, person, () => Promise.resolve(true));
      await this.#orLater(erase);
    });

  /** Somebody becomes part of somebody else, who gets their seat, or their place in the line, when they have none. */
  async merges(pick: number, into: number): Promise<void> {
    const emails = [this.#somebody(pick), this.#somebody(into)];
    const [other, survivor] = await Promise.all(
      emails.map(async (email) => email && resolvePerson(this.aws.table, idOf(email))),
    );
    if (!other || !survivor || other.id === survivor.id) return;
    await this.#try(async () => {
      const request = { otherId: other.id, survivorId: survivor.id, by: 'ann', origin: 'api' };
      const { jobId } = await mergeInto(this.#deps(), request);
      const finish = () => this.#identities.finish(jobId);
      await this.#orLater(finish);
    });
  }

  /** Of two who do it at one time, one may be told to read the session again. */
  async limits(capacity: number | null): Promise<void> {
    const deps = { ...planDeps(this.aws.table), now: this.now };
    await this.#try(async () => {
      await changeSession(deps, this.event, await this.session(), { capacity }).catch((error: unknown) => {
        if (!(error instanceof Refusal && error.code === 'conflict')) throw error;
      });
    });
  }

  // What happens by itself.

  /** The stream tells of a write, whichever; `twice`: it will tell of it once more. */
  async tells(pick: number, twice: boolean): Promise<void> {
    await this.#read();
    const at = pick % Math.max(1, this.#untold.length);
    this.#tellOf(twice ? this.#untold.slice(at, at + 1) : this.#untold.splice(at, 1));
  }

  /** As the dispatcher does: one message for all changes of a batch. */
  #tellOf(changes: TableChange[]): void {
    const [message] = changes.flatMap((change) => reactionsTo(change).seats);
    if (message) this.#messages.push(message);
  }

  /** A worker takes a message, whichever, which comes again when it fails. */
  async works(
    pick: number,
    { atCall = 0, afterEffect = false, looks = Infinity }: Fate = {},
  ): Promise<string> {
    const [message] = this.#messages.splice(pick % Math.max(1, this.#messages.length), 1);
    if (!message) return 'idle';
    const { table } = this.aws;
    const client = atCall > 0 ? mortal(table.client, atCall, afterEffect) : table.client;
    let left = looks;
    const deps = {
      table: { ...table, client },
      seats: rememberedIn(this.#messages),
      now: this.now,
      mayGoOn: () => (left -= 1) >= 0,
      pause: this.pass,
    };
    return giveSeats(deps, message.sessionId).catch((error: unknown) => {
      this.#messages.push(message);
      if (!(error instanceof Killed)) this.#mayFail(error);
      return 'died';
    });
  }

  /** Minutes go by; the sweeper looks where offers end, and its messages come when they do. */
  async waits(minutes: number): Promise<void> {
    await this.#try(async () => {
      const seats = rememberedIn(this.#messages);
      const until = this.#now + minutes * 60_000;
      await takeUpOffers({ table: this.aws.table, seats, now: () => until });
    });
    await this.pass(minutes * 60_000);
  }

  /** A message comes twice. */
  doubles(pick: number): Promise<void> {
    const message = this.#messages[pick % Math.max(1, this.#messages.length)];
    if (message) this.#messages.push(message);
    return Promise.resolve();
  }

  /** Something is done; whoever was to arrive before has. */
  async act(act: (world: AllocatorWorld) => Promise<unknown>): Promise<void> {
    await this.pass(0);
    await act(this);
    await this.#read();
    this.watch.forgetFormerCapacities();
  }

  /**
   * Whatever is on its way arrives, and is worked on. The sweeper does nothing but call for the second look at who came by
   * while the session had no seats.
   */
  async settle(): Promise<void> {
    this.aws.faults.set(0, []);
    for (const one of this.#unfinished.splice(0)) await one();
    await this.pass(ALL_ARRIVED_MS);
    await this.#workOff();
    await this.pass(ALL_CAME_BY_MS);
    const seats = await readSeats(this.aws.table, this.#sessionId);
    if (isCensusDue(await this.session(), seats, this.now()))
      this.#messages.push({ sessionId: this.#sessionId });
    await this.#workOff();
  }

  /** Nobody answers any more, so long that some more are asked. */
  async lapses(minutes: number): Promise<void> {
    await this.waits(minutes);
    await this.#workOff();
  }

  async #workOff(): Promise<void> {
    for (;;) {
      await this.#read();
      if (this.#untold.length + this.#messages.length === 0) return;
      this.#tellOf(this.#untold.splice(0));
      await this.works(0);
    }
  }

  /** What must not be, now that all is settled and before. */
  async faults(): Promise<string[]> {
    return [...this.watch.faults, ...(await seatFaults(this.aws.table, await this.session()))];
  }

  async #read(): Promise<void> {
    for (;;) {
      const { records, position } = await this.aws.stream.read(this.#position, 1000);
      this.#position = position;
      if (records.length === 0) return;
      for (const record of records) {
        const change = readChange(record);
        this.watch.see(change, this.#now);
        if (reactionsTo(change).seats.length > 0) this.#untold.push(change);
      }
    }
  }

  async #land(until: number): Promise<void> {
    const due = this.#slow.filter(({ landsAt }) => landsAt <= until);
    if (due.length === 0) return;
    this.#slow = this.#slow.filter((one) => !due.includes(one));
    for (const { land } of due) land();
    await Promise.all(due.map(({ landed }) => landed));
    await this.#read();
  }

  async #post(email: string, table: Table = this.aws.table, now = this.now): Promise<void> {
    const request = post({ email, sessionIds: [this.#sessionId] });
    await register({ table, identityKey, now }, { event: this.event, request });
  }

  #act = () => ({ ...testAct, at: new Date(this.now()).toISOString(), act: String(this.now()) });

  #deps = () => ({ ...planDeps(this.aws.table), identityKey, now: this.now });

  #newcomers(count: number): string[] {
    const from = (this.#posted += count) - count;
    return Array.from({ length: count }, (_, n) => `${this.#name}-${from + n}@example.com`);
  }

  #somebody = (pick: number): string | undefined =>
    this.#posted === 0 ? undefined : `${this.#name}-${pick % this.#posted}@example.com`;

  async #each(emails: string[], act: (email: string) => Promise<unknown>): Promise<void> {
    await Promise.all(emails.map((email) => this.#try(() => act(email))));
  }

  async #with(email: string | undefined, act: (email: string) => Promise<unknown>): Promise<void> {
    if (email !== undefined) await this.#try(() => act(email));
  }

  /** Of two who do it at one time, one may find that there is nothing to be done any more. */
  async #tryUnlessRefused(act: () => Promise<unknown>): Promise<void> {
    await this.#try(() =>
      act().catch((error: unknown) => {
        if (!(error instanceof Refusal)) throw error;
      }),
    );
  }

  async #try(act: () => Promise<unknown>): Promise<void> {
    await act().catch((error: unknown) => {
      this.#mayFail(error);
    });
  }

  /** What fails is done by somebody else, once the engine works again. */
  async #orLater(act: () => Promise<unknown>): Promise<void> {
    await act().catch((error: unknown) => {
      this.#mayFail(error);
      this.#unfinished.push(act);
    });
  }

  /** Only where the engine was told to fail. */
  #mayFail(error: unknown): void {
    if (!this.hasFaults) throw error;
    this.failed += 1;
  }
}
