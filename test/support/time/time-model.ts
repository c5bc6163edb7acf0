import type { Fire } from '../../../shared/rules/domain/fire.ts';
import { HOUR, MINUTE, type SentMail } from './time-world.ts';

/** A rule of the modelled event; offsets are minutes. */
export interface ModelRule {
  id: string;
  kind: Fire['kind'];
  anchor: 'start' | 'end';
  offsetMinutes: number;
}

interface Person {
  status: 'none' | 'registered' | 'pending' | 'cancelled';
  since: number;
  isOptedOut: boolean;
}

export interface Duty {
  rule: ModelRule;
  email: string;
  due: number;
  deadline: number;
}

export const SESSION_MINUTES = 60;

/**
 * What people may expect, told without a look at how the product does it: who must be reminded and handed over, who may be,
 * who must not. Knows one session.
 */
export class TimeModel {
  start: number;
  isCancelled = false;
  readonly people = new Map<string, Person>();
  readonly rules: ModelRule[];
  /** Duties that were looked at. */
  kept = 0;
  /** What is owed now. */
  duties: Duty[] = [];
  /** Everybody whose hand-over was ever right: `email due`. */
  readonly handoversAllowed = new Set<string>();
  /** Hand-overs that must have been made at the end. */
  readonly handoversOwed = new Set<string>();
  /** `email rule start` of each mail. */
  readonly #reminded = new Set<string>();
  /** Since when the session is where it is. */
  #placedAt: number;

  constructor(rules: ModelRule[], start: number, now: number) {
    this.rules = rules;
    this.start = start;
    this.#placedAt = now;
  }

  get end(): number {
    return this.start + SESSION_MINUTES * MINUTE;
  }

  person(email: string): Person {
    const person = this.people.get(email) ?? { status: 'none', since: 0, isOptedOut: false };
    this.people.set(email, person);
    return person;
  }

  isOpen(now: number): boolean {
    return !this.isCancelled && now < this.end;
  }

  register(email: string, now: number): void {
    const person = this.person(email);
    if (person.status === 'registered' || person.status === 'pending') return;
    person.status = person.isOptedOut ? 'pending' : 'registered';
    person.since = now;
  }

  cancelRegistration(email: string): void {
    const person = this.person(email);
    if (person.status === 'none') return;
    person.status = 'cancelled';
    this.forgive((duty) => duty.email === email);
  }

  optOut(email: string): void {
    const person = this.person(email);
    if (person.status === 'none') return;
    person.isOptedOut = true;
    this.forgive((duty) => duty.email === email && duty.rule.kind === 'reminder');
  }

  move(start: number, now: number): void {
    if (start === this.start) return;
    this.start = start;
    this.#placedAt = now;
    this.forgive(() => true);
  }

  cancelSession(): void {
    this.isCancelled = true;
    this.forgive(() => true);
  }

  /** From here on it may happen or not. */
  forgive(which: (duty: Duty) => boolean): void {
    this.duties = this.duties.filter((duty) => !which(duty));
  }

  dueOf({ anchor, offsetMinutes }: ModelRule): number {
    return (anchor === 'start' ? this.start : this.end) + offsetMinutes * MINUTE;
  }

  /** What falls due while the clock goes on. */
  pass(from: number, to: number): void {
    if (this.isCancelled) return;
    for (const rule of this.rules) {
      const due = this.dueOf(rule);
      if (due <= from || due > to || due <= this.#placedAt) continue;
      for (const [email, person] of this.people) {
        if (person.status !== 'registered' || person.since > due) continue;
        if (rule.kind === 'handover') this.handoversAllowed.add(`${email} ${due}`);
        else if (person.isOptedOut) continue;
        this.duties.push({ rule, email, due, deadline: deadlineOf(rule, due, this.start) });
      }
    }
  }

  /** Why a mail that was just sent is wrong; undefined when it is right. */
  objectionTo(mail: SentMail): string | undefined {
    const rule = this.rules.find(({ id }) => id === /^reminder-\w+-\w+-(\w+)-/.exec(mail.messageId)?.[1]);
    const person = this.person(mail.to);
    if (!rule) return 'of no rule';
    const key = `${mail.to} ${rule.id} ${this.start}`;
    if (this.#reminded.has(key)) return 'a second time';
    this.#reminded.add(key);
    const due = this.dueOf(rule);
    if (this.isCancelled) return 'of a cancelled session';
    if (person.status !== 'registered') return `though ${person.status}`;
    if (person.since > due) return 'though registered after the moment';
    if (person.isOptedOut) return 'in spite of an opt-out';
    if (mail.at < due) return 'before its moment';
    if (due < this.start && mail.at >= this.start) return 'after the start';
    if (!mail.text.includes(new Date(this.start).toISOString().slice(11, 16))) return 'of another date';
    return undefined;
  }

  /**
   * Everything has come to rest: what is owed must have been done, as far as `isSure` says that there was time for it.
   * Answers what is missing.
   */
  rest(isSure: (duty: Duty) => boolean): string[] {
    const missing: string[] = [];
    for (const duty of this.duties) {
      if (!isSure(duty)) continue;
      this.kept += 1;
      const { rule, email, due } = duty;
      if (rule.kind === 'handover') this.handoversOwed.add(`${email} ${due}`);
      else if (!this.#reminded.has(`${email} ${rule.id} ${this.start}`))
        missing.push(`${email} was not reminded by ${rule.id}`);
    }
    return missing;
  }
}

function deadlineOf(rule: ModelRule, due: number, start: number): number {
  if (rule.kind === 'handover') return due + 24 * HOUR;
  return due < start ? Math.min(due + 30 * MINUTE, start - 1) : due + 30 * MINUTE;
}
