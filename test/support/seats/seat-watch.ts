import type { Session } from '../../../shared/events/domain/session.ts';
import type { TableChange } from '../../../shared/platform/table/read-change.ts';
import { askForConfirmation } from '../../../shared/mail/usecases/ask-for-confirmation.ts';
import { askedAt } from '../../../shared/registrations/domain/line.ts';
import { belongsToSomebody, type Registration } from '../../../shared/registrations/domain/registration.ts';
import type { Seats } from '../../../shared/registrations/table/seats-item.ts';

/** Whoever came into the line later than this after they asked may have been overtaken. */
const GRACE_MS = 500;

/**
 * Follows every write about one session in the order in which it was made, and tells at each what must never be: a seat too
 * many, a seat for who came later, a seat that nobody decided, somebody told twice.
 */
export class SeatWatch {
  readonly faults: string[] = [];
  /** Seats that were given to who stood in the line, or offered to them. */
  given = 0;
  /** Whoever was asked whether they take a place, in that order. */
  readonly asked: string[] = [];
  /** Places that nobody took in time. */
  lapsed = 0;
  readonly #sessionId: string;
  readonly #registrations = new Map<string, Registration>();
  readonly #landedAt = new Map<string, number>();
  readonly #told = new Set<string>();
  readonly #mails = new Set<string>();
  /** Who was moved up since somebody decided, by the place they had then. */
  readonly #movedUp = new Map<string, string>();
  #taken = 0;
  /** The last place that got one of the last seats. */
  #lastServed = '';
  #capacities: number[] = [];

  constructor({ id, capacity = Infinity }: Session) {
    this.#sessionId = id;
    this.#capacities = [capacity];
  }

  /** Whoever decided until now has looked at the session again: only its present capacity counts from here on. */
  forgetFormerCapacities(): void {
    this.#capacities = this.#capacities.slice(-1);
    for (const [id, place] of this.#movedUp)
      if (this.#registrations.get(id)?.place === place) this.#landedAt.set(id, Date.parse(askedAt(place)));
    this.#movedUp.clear();
  }

  /** A write that was made at `now` at the latest. */
  see(change: TableChange, now: number): void {
    const { before, after } = change;
    const item = after ?? before ?? {};
    if (item['entity'] === 'session' && item['id'] === this.#sessionId)
      this.#capacities.push(Number(after?.['capacity'] ?? Infinity));
    if (item['pk'] === `SEATS#${this.#sessionId}` && after) this.#seeSeats(after as unknown as Seats);
    if (item['entity'] === 'registration' && item['sessionId'] === this.#sessionId)
      this.#seeRegistration(String(item['participantId']), after as Registration | undefined, now);
    if (item['entity'] === 'registration' && item['sessionId'] === this.#sessionId) this.#seeMails(change);
  }

  /** What people hear of places: of each round of a registration once, and never of a place that is not there. */
  #seeMails(change: TableChange): void {
    const { confirmations = [], bulk = [] } = askForConfirmation(change);
    for (const { kind, participantId, mailRound } of [...confirmations, ...bulk]) {
      const mail = `${kind} ${participantId} ${mailRound}`;
      if (kind !== 'offer' && kind !== 'waitlist') continue;
      if (this.#mails.has(mail)) this.#fault(`${mail} is due twice`);
      this.#mails.add(mail);
    }
  }

  #seeRegistration(id: string, after: Registration | undefined, now: number): void {
    const before = this.#registrations.get(id);
    if (after) this.#registrations.set(id, after);
    else this.#registrations.delete(id);
    this.#seeOffer(id, before, after);
    if (after?.place !== undefined && after.place !== before?.place) {
      const merges = (one: Registration) => Object.keys(one.mergedFrom ?? {}).length;
      const isForward = before?.place !== undefined && after.place < before.place;
      if (isForward && merges(before) === merges(after)) this.#movedUp.set(id, after.place);
      this.#landedAt.set(id, now);
      if (this.#isInTime(after) && after.place < this.#lastServed)
        this.#fault(`the last seat went to ${this.#lastServed} before ${id} at ${after.place}`);
    }
    if (
      after?.waitsSince !== undefined &&
      before?.waitsSince === undefined &&
      before?.place === after.place
    ) {
      const news = `${id} ${after.place ?? ''}`;
      if (this.#told.has(news)) this.#fault(`${news} was told twice`);
      this.#told.add(news);
    }
    const seated = this.#all().filter(({ seat }) => typeof seat === 'string').length;
    if (seated > this.#taken) this.#fault(`${seated} are seated, ${this.#taken} taken`);
  }

  #seeOffer(id: string, before: Registration | undefined, after: Registration | undefined): void {
    if (after?.lapsedAt !== undefined && before?.lapsedAt === undefined) this.lapsed += 1;
    if (after?.offer === undefined) return;
    if (typeof after.seat !== 'string') this.#fault(`${id} is asked about a place that is not there`);
    if (after.status !== 'waitlisted') this.#fault(`${id} is ${after.status}, and asked`);
    if (before?.offer?.at === after.offer.at) return;
    if (before?.offer !== undefined) this.#fault(`${id} was asked twice at one time`);
    this.asked.push(id);
  }

  /** What is decided stands here before it is done. */
  #seeSeats({ taken, giving }: Seats): void {
    const before = this.#taken;
    this.#taken = taken;
    const places = giving.flatMap(({ place }) => (place === undefined ? [] : [place])).sort();
    const last = places.at(-1);
    if (taken < 0) this.#fault(`${taken} taken`);
    if (last === undefined) return;
    this.given += places.length;
    const capacity = Math.max(...this.#capacities);
    if (taken > capacity) this.#fault(`${taken} taken of ${capacity}, ${before} before`);
    if (taken < Math.min(...this.#capacities)) return;
    if (last > this.#lastServed) this.#lastServed = last;
    const chosen = new Set(giving.map(({ participantId }) => participantId));
    for (const one of this.#all())
      if (this.#isInTime(one) && one.place! < last && !chosen.has(one.participantId))
        this.#fault(`the seat at ${last} belongs to ${one.participantId} at ${one.place!}`);
  }

  #isInTime({ participantId, status, place, ...one }: Registration): boolean {
    if (status !== 'waitlisted' || place === undefined || !belongsToSomebody(one)) return false;
    return (this.#landedAt.get(participantId) ?? 0) - Date.parse(askedAt(place)) < GRACE_MS;
  }

  #all(): Registration[] {
    return [...this.#registrations.values()];
  }

  #fault(what: string): void {
    this.faults.push(what);
  }
}
