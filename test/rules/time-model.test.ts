import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Event } from '../../shared/events/domain/event.ts';
import { webhookIdOf, type Delivery } from '../../shared/handovers/domain/delivery.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { getDeliveryBodies } from '../../shared/handovers/table/delivery-body-items.ts';
import { listDeliveries } from '../../shared/handovers/table/delivery-items.ts';
import { waitingDeliveries } from '../../shared/handovers/table/waiting-deliveries.ts';
import { unresolvedMails } from '../../shared/mail/table/unresolved-mails.ts';
import { listRuns } from '../../shared/handovers/table/run-items.ts';
import type { ShardPlace } from '../../shared/platform/values/shard-place.ts';
import { FIRST_SHARD } from '../../shared/platform/table/walk-shards.ts';
import { optOutOfEvent } from '../../shared/people/usecases/change-wishes.ts';
import { redriveRun } from '../../shared/handovers/usecases/redrive-run.ts';
import { storedEvent, storedSession, NOW } from '../support/factories.ts';
import {
  awsTroubles,
  PART_OF_A_BATCH,
  useAwsTroubles,
  type AwsTrouble,
} from '../support/faults/aws-troubles.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { idOf, neighbours } from '../support/registrants.ts';
import { rounds } from '../support/rounds.ts';
import { SESSION_MINUTES, TimeModel, type Duty, type ModelRule } from '../support/time/time-model.ts';
import { HOUR, MINUTE, TimeWorld, UTC_ZONE, type Death, type Worker } from '../support/time/time-world.ts';

const aws = useLocalAws();
const troubles = useAwsTroubles(aws);

const RUNS = Number(process.env['TIME_MODEL_RUNS'] ?? rounds(60, 6));
/** So long after its cause the sweeper has made up for what was lost. */
const RECOVERY = 25 * MINUTE;
/** The sweeper comes every 5 minutes and leaves alone what is younger than 3. */
const SWEPT = 9 * MINUTE;
const FOREVER = '2100-01-01T00:00:00.000Z';

const person = fc.nat({ max: 4 });
const pick = fc.nat({ max: 20 });
const worker = fc.constantFrom('stream', 'schedules', 'bulk', 'bulk', 'deliveries', 'sweeper');
const queue = fc.constantFrom('schedules', 'bulk', 'bulk', 'deliveries');
const death = fc.record({ of: worker, atCall: fc.integer({ min: 1, max: 16 }), afterEffect: fc.boolean() });
/** 0 drops the connection. */
const status = fc.constantFrom(500, 500, 503, 410, 0);
const weighted = (weight: number, arbitrary: fc.Arbitrary<Action>) => ({ weight, arbitrary });
const action: fc.Arbitrary<Action> = fc.oneof(
  weighted(5, fc.record({ do: fc.constant('register'), person })),
  weighted(2, fc.record({ do: fc.constant('cancel'), person })),
  weighted(1, fc.record({ do: fc.constant('optOut'), person })),
  weighted(2, fc.record({ do: fc.constant('move'), minutes: fc.constantFrom(20, 70, 95, 100, 240) })),
  weighted(1, fc.record({ do: fc.constant('cancelSession') })),
  weighted(1, fc.record({ do: fc.constant('touchRules') })),
  weighted(7, fc.record({ do: fc.constant('advance'), minutes: fc.constantFrom(1, 5, 30, 60, 120, 300) })),
  weighted(6, fc.record({ do: fc.constant('toNextDue'), minutes: fc.constantFrom(0, 0, 2, 30) })),
  weighted(2, fc.record({ do: fc.constant('stall'), minutes: fc.constantFrom(1, 10, 31, 60) })),
  weighted(2, fc.record({ do: fc.constant('settle') })),
  weighted(1, fc.record({ do: fc.constant('sweep') })),
  weighted(2, fc.record({ do: fc.constant('fireAgain'), pick })),
  weighted(1, fc.record({ do: fc.constant('holdFires') })),
  weighted(1, fc.record({ do: fc.constant('releaseFires') })),
  weighted(4, fc.record({ do: fc.constant('crash'), death })),
  weighted(3, fc.record({ do: fc.constant('jam'), worker })),
  weighted(3, fc.record({ do: fc.constant('unjam') })),
  weighted(
    1,
    fc.record({ do: fc.constant('drop'), queue: fc.constantFrom('schedules', 'deliveries'), pick }),
  ),
  weighted(2, fc.record({ do: fc.constant('copies'), queue, copies: fc.constantFrom(2, 2, 1) })),
  weighted(2, fc.record({ do: fc.constant('answer'), with: status, times: fc.constantFrom(1, 1, 3, 99) })),
  weighted(1, fc.record({ do: fc.constant('redrive') })),
);

type Action =
  | { do: 'register' | 'cancel' | 'optOut'; person: number }
  | { do: 'move' | 'advance' | 'toNextDue' | 'stall'; minutes: number }
  | {
      do:
        | 'cancelSession'
        | 'touchRules'
        | 'settle'
        | 'sweep'
        | 'holdFires'
        | 'releaseFires'
        | 'redrive'
        | 'unjam';
    }
  | { do: 'fireAgain'; pick: number }
  | { do: 'crash'; death: Death }
  | { do: 'jam'; worker: Worker }
  | { do: 'drop'; queue: 'schedules' | 'deliveries'; pick: number }
  | { do: 'copies'; queue: 'schedules' | 'bulk' | 'deliveries'; copies: number }
  | { do: 'answer'; with: number; times: number };

const ruleSets: ModelRule[][] = [
  [{ id: 'hour', kind: 'reminder', anchor: 'start', offsetMinutes: -60 }],
  [
    { id: 'hour', kind: 'reminder', anchor: 'start', offsetMinutes: -60 },
    { id: 'after', kind: 'reminder', anchor: 'end', offsetMinutes: 15 },
  ],
  [
    { id: 'hour', kind: 'reminder', anchor: 'start', offsetMinutes: -60 },
    { id: 'soon', kind: 'reminder', anchor: 'start', offsetMinutes: -10 },
  ],
];
/** Where keys take little, everybody is of one partition, and read with others. */
const MOST_PEOPLE = 6;
const everybody: Record<AwsTrouble, string[]> = {
  none: Array.from({ length: MOST_PEOPLE }, (_, n) => `p${n}@example.com`),
  'indexes that lag': Array.from({ length: MOST_PEOPLE }, (_, n) => `p${n}@example.com`),
  'keys that take little in a second': neighbours('p', MOST_PEOPLE),
};
const handover: ModelRule = { id: 'crm', kind: 'handover', anchor: 'end', offsetMinutes: 10 };

/** The product and the model side by side. */
class Story {
  readonly world: TimeWorld;
  readonly model: TimeModel;
  readonly event: Event;
  readonly session: Session;
  readonly #people: string[];
  /** Something was lost or died since; set to when it is sure to be made up for. */
  #shakenUntil: number | undefined;
  /** Webhook ids whose worker died: the receiver may know more than the records. */
  readonly #uncertain = new Set<string>();
  readonly #deaths = new Map<string, number>();
  #seenMails = 0;
  #seenInvocations = 0;
  #touches = 0;
  /** Where AWS refuses calls, invocations fail, which is as if they died. */
  readonly #mayFail: boolean;

  constructor(world: TimeWorld, model: TimeModel, event: Event, session: Session, trouble: AwsTrouble) {
    this.#people = everybody[trouble];
    this.#mayFail = trouble === 'keys that take little in a second';
    this.world = world;
    this.model = model;
    this.event = event;
    this.session = session;
  }

  static async begin(rules: ModelRule[], people: number, trouble: AwsTrouble): Promise<Story> {
    troubles.end();
    const isTroubled = trouble !== 'none';
    const isHot = trouble === 'keys that take little in a second';
    const world = await TimeWorld.open(aws, {
      troubles,
      lanes: isTroubled ? 3 : 1,
      ...(isHot && { sizes: { page: 3, alone: 4 } }),
    });
    troubles.begin(trouble, PART_OF_A_BATCH);
    const event = await storedEvent(aws.untroubled, { timeZone: UTC_ZONE });
    const start = NOW + 3 * HOUR;
    const session = await storedSession(aws.untroubled, event, {
      startsAt: wallTime(start),
      durationMinutes: SESSION_MINUTES,
    });
    const story = new Story(world, new TimeModel([...rules, handover], start, NOW), event, session, trouble);
    await story.#setRules();
    for (let n = 0; n < people; n += 1) await story.#register(story.#people[n]!);
    await world.settle();
    return story;
  }

  async #setRules(): Promise<void> {
    const plain = ({ id, anchor, offsetMinutes }: ModelRule) => ({ id, anchor, offsetMinutes });
    const template = this.#touches % 2 === 0 ? 'reminder' : 'last-call';
    const { rules } = this.model;
    await this.world.setReminders(
      this.event.id,
      rules.filter(({ kind }) => kind === 'reminder').map((rule) => ({ ...plain(rule), template })),
    );
    await this.world.setHandovers(this.event.id, [{ ...plain(handover), name: `Name ${this.#touches}` }]);
  }

  async #register(email: string): Promise<void> {
    if (!this.model.isOpen(this.world.now)) return;
    await this.world.register(this.event, this.session, email);
    this.model.register(email, this.world.now);
  }

  async act(action: Action): Promise<void> {
    const { world, model } = this;
    const email = 'person' in action ? this.#people[action.person]! : '';
    switch (action.do) {
      case 'register':
        return this.#register(email);
      case 'cancel':
        model.cancelRegistration(email);
        return world.cancelRegistration(this.session.id, idOf(email));
      case 'optOut':
        model.optOut(email);
        return world.patiently(() =>
          optOutOfEvent(aws.table, idOf(email), this.event.id, new Date(NOW).toISOString()),
        );
      case 'move':
        if (model.isCancelled) return;
        model.move(minute(world.now) + action.minutes * MINUTE, world.now);
        await world.changeSession(this.session.id, { startsAt: wallTime(model.start) });
        return;
      case 'cancelSession':
        model.cancelSession();
        await world.cancelSession(this.session.id);
        return;
      case 'touchRules':
        this.#touches += 1;
        return this.#setRules();
      case 'advance':
        return this.#advance(action.minutes * MINUTE);
      case 'toNextDue': {
        const dues = model.rules.map((rule) => model.dueOf(rule)).filter((due) => due > world.now);
        const next = dues.length > 0 ? Math.min(...dues) : world.now;
        return this.#advance(next + action.minutes * MINUTE - world.now);
      }
      case 'stall':
        this.#shake();
        return this.#passing(action.minutes * MINUTE, () => {
          world.pass(action.minutes * MINUTE);
          return Promise.resolve();
        });
      case 'settle':
        await world.settle();
        this.#check();
        return;
      case 'sweep':
        await world.sweep();
        return;
      case 'fireAgain': {
        const fire = world.fires[action.pick % Math.max(1, world.fires.length)];
        if (fire) world.queues.schedules.push({ fire });
        return;
      }
      case 'holdFires':
        world.heldFires ??= [];
        {
          this.#shake();
          return;
        }
      case 'releaseFires':
        for (const fire of world.heldFires ?? []) world.queues.schedules.push({ fire });
        world.heldFires = undefined;
        return;
      case 'crash':
        world.death = action.death;
        return;
      case 'jam':
        world.jammed.add(action.worker);
        return;
      case 'unjam':
        if ([...world.jammed].some((one) => one !== 'bulk')) this.#shake();
        world.jammed.clear();
        return;
      case 'drop':
        this.#shake();
        world.queues[action.queue].drop(action.pick);
        return;
      case 'copies':
        world.queues[action.queue].copies = action.copies;
        return;
      case 'answer':
        this.#answer(action.with, action.times);
        return;
      case 'redrive':
        for (const runId of await this.#runIds())
          await world.patiently(() =>
            redriveRun(
              { table: aws.table, now: world.clock },
              { runId, eventId: this.event.id, ruleId: handover.id },
              { which: 'failed' },
            ),
          );
    }
  }

  /** The receiver says so a few times, then takes everything. */
  #answer(status: number, times: number): void {
    let left = times;
    this.world.receiver.reply = () => {
      left -= 1;
      if (left < 0) return { status: 200 };
      return status === 0 ? 'drop' : { status, headers: { 'retry-after': '900' } };
    };
  }

  #shake(): void {
    this.#shakenUntil = this.world.now + RECOVERY;
  }

  async #passing(ms: number, go: () => Promise<void>): Promise<void> {
    const from = this.world.now;
    this.model.pass(from, from + ms);
    await go();
    this.#look();
  }

  async #advance(ms: number, withSweeps = this.#shakenUntil !== undefined): Promise<void> {
    const shaken = withSweeps ? Math.min(ms, RECOVERY) : 0;
    const from = this.world.now;
    await this.#passing(shaken, () => this.world.advance(shaken, 5 * MINUTE));
    if (shaken === RECOVERY) this.#check(from);
    await this.#passing(ms - shaken, () => this.world.advance(ms - shaken));
    this.#check();
  }

  /** Looks at what was sent and who died since the last look. */
  #look(): void {
    for (const mail of this.world.mails.slice(this.#seenMails)) {
      const objection = this.model.objectionTo(mail);
      if (objection) throw new Error(`${mail.to} was reminded ${objection} (${mail.messageId})`);
    }
    this.#seenMails = this.world.mails.length;
    for (const { queue, body, ended } of this.world.invocations.slice(this.#seenInvocations)) {
      if (ended === 'failed' && !this.#mayFail)
        throw new Error(`An invocation for ${queue} failed: ${JSON.stringify(body)}`);
      if (ended === 'done') continue;
      this.#shake();
      const told = (body ?? {}) as { participantIds?: string[]; jobId?: string; runId?: string } & Record<
        string,
        string
      >;
      if (queue === 'bulk')
        this.model.forgive(
          ({ email, rule }) => rule.kind === 'reminder' && told.participantIds!.includes(idOf(email)),
        );
      if (queue === 'deliveries') this.#uncertain.add(`${told['runId']} ${told['participantId']}`);
      const deaths = (this.#deaths.get(told.jobId ?? '') ?? 0) + 1;
      if (told.jobId !== undefined) this.#deaths.set(told.jobId, deaths);
    }
    this.#seenInvocations = this.world.invocations.length;
  }

  /**
   * At rest: what is owed has been done, if nothing is shaken; or, after a recovery with sweeps since `recoveredFrom`, what
   * the sweeper can have made up for in time.
   */
  #check(recoveredFrom?: number): void {
    this.#look();
    const { now, jammed, heldFires } = this.world;
    if (jammed.size > 0) return;
    // Somebody died during the recovery: it begins anew.
    if (this.#shakenUntil !== undefined && this.#shakenUntil > now) return;
    const isSure = ({ due, deadline }: Duty): boolean => {
      if (recoveredFrom === undefined) return deadline >= now;
      return due < recoveredFrom ? deadline >= now : now >= due + SWEPT && deadline >= due + SWEPT;
    };
    if (recoveredFrom === undefined && this.#shakenUntil !== undefined) return;
    const missing = this.model.rest(isSure);
    // A job that died five times is given up.
    if (missing.length > 0 && Math.max(0, ...this.#deaths.values()) < 5) throw new Error(missing.join('; '));
    if (heldFires) return;
    this.#shakenUntil = undefined;
    this.model.forgive(() => true);
  }

  async #runIds(): Promise<string[]> {
    const place = { eventId: this.event.id, ruleId: handover.id };
    return (await listRuns(aws.untroubled, place, undefined, 100)).runs.map(({ runId }) => runId);
  }

  /** Lets everything come to its end and compares what there is to see. */
  async finish(): Promise<void> {
    const { world } = this;
    await this.act({ do: 'unjam' });
    await this.act({ do: 'releaseFires' });
    this.#shake();
    await this.#advance(RECOVERY);
    for (let round = 0; ; round += 1) {
      const waiting = await waitingDeliveries(aws.untroubled, Date.parse(FOREVER), world.now, 100);
      if (waiting.length === 0) break;
      if (round > 40) throw new Error(`Deliveries never end: ${JSON.stringify(waiting)}`);
      const next = Math.max(...waiting.map(({ nextAttemptAt }) => Date.parse(nextAttemptAt!)));
      await this.#passing(Math.max(0, next - world.now) + 4 * MINUTE, () => {
        world.pass(Math.max(0, next - world.now) + 4 * MINUTE);
        return world.sweep().then(() => world.settle());
      });
    }
    this.#look();
    await this.#compare();
    world.death = undefined;
    await world.advance(RECOVERY, 5 * MINUTE);
    expect(await unresolvedMails(aws.untroubled, FOREVER, 100), 'mails of which nobody tells').toEqual([]);
  }

  async #compare(): Promise<void> {
    const { world, model } = this;
    const deliveries = (await Promise.all((await this.#runIds()).map(deliveriesOf))).flat();
    const emails = new Map([...model.people.keys()].map((email) => [idOf(email), email]));
    const bodyOf = await getDeliveryBodies(aws.untroubled, deliveries);
    const keyOf = (delivery: Delivery) =>
      `${emails.get(delivery.participantId)} ${Date.parse((JSON.parse(bodyOf(delivery)!) as { timestamp: string }).timestamp)}`;
    const keys = deliveries.map(keyOf);
    expect(new Set(keys).size, 'one hand-over for each person and date').toBe(keys.length);
    for (const key of keys) expect(model.handoversAllowed, 'handed over').toContain(key);
    const isGivenUp = Math.max(0, ...this.#deaths.values()) >= 5;
    if (!isGivenUp) for (const key of model.handoversOwed) expect(keys, 'owed').toContain(key);
    expect(deliveries.filter(({ status }) => status === 'pending')).toEqual([]);

    const certain = (id: string) =>
      !deliveries.some(
        (one) =>
          id.startsWith(webhookIdOf({ ...one, round: 1 })) &&
          this.#uncertain.has(`${one.runId} ${one.participantId}`),
      );
    const taken = world.receiver.posts.filter(({ status }) => status === 200).map(({ id }) => id);
    const delivered = deliveries.filter(({ status }) => status === 'delivered').map(webhookIdOf);
    for (const id of delivered) expect(taken, 'delivered').toContain(id);
    expect(taken.filter(certain).sort()).toEqual(delivered.filter(certain).sort());
    for (const posts of Map.groupBy(world.receiver.posts, ({ id }) => id).values())
      expect(new Set(posts.map(({ body }) => body)).size, 'bodies of one id').toBe(1);
  }
}

async function deliveriesOf(runId: string): Promise<Delivery[]> {
  const all: Delivery[] = [];
  for (let place: ShardPlace | undefined = FIRST_SHARD; place;) {
    const page: Awaited<ReturnType<typeof listDeliveries>> = await listDeliveries(
      aws.untroubled,
      runId,
      place,
      100,
    );
    all.push(...page.deliveries);
    place = page.next;
  }
  return all;
}

const minute = (ms: number): number => Math.ceil(ms / MINUTE) * MINUTE;
const wallTime = (ms: number): string => new Date(ms).toISOString().slice(0, 16);

it.each(awsTroubles)(
  'reminds and hands over as it should, whatever happens in whatever order (troubles of AWS: %s)',
  async (trouble) => {
    let kept = 0;
    const numRuns = trouble === 'none' ? RUNS : Math.ceil(RUNS / 3);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...ruleSets),
        fc.integer({ min: 2, max: 6 }),
        fc.array(action, { minLength: 6, maxLength: 20, size: 'max' }),
        async (rules, people, actions) => {
          const story = await Story.begin(rules, people, trouble);
          try {
            for (const one of actions) await story.act(one);
            await story.finish();
            kept += story.model.kept;
          } finally {
            await story.world.close();
          }
        },
      ),
      {
        numRuns,
        seed: Number(process.env['TIME_MODEL_SEED'] ?? 20270301),
      },
    );
    // Else the test has looked at nothing.
    expect(kept).toBeGreaterThan(numRuns);
  },
);
