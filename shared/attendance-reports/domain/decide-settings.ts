import type { DateOrder } from '../../imports/domain/import-columns.ts';
import type { ReportFacts } from './report-facts.ts';
import type {
  Clock,
  ReportAnswers,
  ReportQuestion,
  ReportSession,
  ReportSettings,
} from './report-settings.ts';
import { currentZones } from '../../platform/time/zone-table.ts';
import { wallInstants } from './times/wall-instants.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/**
 * How much before and after its session's start a report may begin for its zone to be beyond doubt: rooms are opened early
 * and people are late, but the next zone is an hour away.
 */
const EARLY = 50 * MINUTE;
const LATE = 45 * MINUTE;
/** How far the clocks of any two zones are apart. */
const FARTHEST = 26 * HOUR;

/** A way to read the file's times. */
interface Reading {
  dateOrder: DateOrder;
  clock: Clock;
  from: number;
  until: number;
}

/** Whether a report begins when the session does, if its times are of the session's zone. */
export function beginsWith(facts: ReportFacts, session: ReportSession, answers: ReportAnswers): boolean {
  return readingsOf(facts, session, answers).some((reading) => isAtStart(reading, session));
}

/**
 * How the times of a file are to be read, by what all of it shows, by the session and by what somebody said; or what has to be
 * asked. Of several readings the one is taken with which the report begins when the session does; where none does, nobody is
 * counted by a guess.
 */
export function decideSettings(
  facts: ReportFacts,
  session: ReportSession,
  answers: ReportAnswers,
): { settings: ReportSettings } | { questions: ReportQuestion[] } {
  const readings = readingsOf(facts, session, answers);
  const timeZone = answers.timeZone ?? session.timeZone;
  const near = session.startsAt + (session.durationMinutes * MINUTE) / 2;
  const settle = (reading?: Reading): { settings: ReportSettings } => ({
    settings: {
      timeZone: facts.isExact ? 'UTC' : timeZone,
      dateOrder: reading?.dateOrder,
      clock: reading?.clock ?? answers.clock ?? '24-hour',
      near,
      everyonePresents: !facts.hasAttendees,
    },
  });
  if (readings.length === 0) return settle();
  const right = readings.filter((reading) => isAtStart(reading, session));
  const first = right.find((reading) => isUsual(reading, answers));
  const isOneOrder = (some: readonly Reading[]): boolean =>
    new Set(some.map(({ dateOrder }) => dateOrder)).size === 1;
  if (first && isOneOrder(right)) return settle(first);

  const isSaid = answers.session === session.id;
  const isZoneSure = facts.isExact || answers.timeZone !== undefined || isSaid;
  const sure = readings.find((reading) => isUsual(reading, answers) && (isSaid || meets(reading, session)));
  if (isZoneSure && sure && isOneOrder(readings)) return settle(sure);
  return { questions: questionsOf({ facts, session, answers, readings, isZoneSure }) };
}

/** Hours are those of a 24-hour clock, unless somebody says otherwise. */
const isUsual = ({ clock }: Reading, answers: ReportAnswers): boolean =>
  clock === '24-hour' || answers.clock !== undefined;

interface Doubt {
  facts: ReportFacts;
  session: ReportSession;
  answers: ReportAnswers;
  readings: readonly Reading[];
  isZoneSure: boolean;
}

function questionsOf({ facts, session, answers, readings, isZoneSure }: Doubt): ReportQuestion[] {
  const questions: ReportQuestion[] = [];
  const isNear =
    facts.isClockOnly || readings.some(({ from }) => Math.abs(from - session.startsAt) <= FARTHEST);
  if (new Set(readings.map(({ dateOrder }) => dateOrder)).size > 1) questions.push(askDateOrder);
  if (isNear && !isZoneSure) questions.push(askTimeZone(facts, session, readings));
  if (
    isNear &&
    !answers.clock &&
    readings.some((reading) => reading.clock === '12-hour' && isAtStart(reading, session))
  )
    questions.push(askClock);
  if (answers.session === undefined && (!isNear || isZoneSure || questions.length === 0))
    questions.push(askSession([session.id]));
  return questions;
}

const askDateOrder: ReportQuestion = {
  name: 'dateOrder',
  choices: ['day-first', 'month-first'],
  message: 'The dates of this report can be read in two ways. Which stands first, the day or the month?',
};
const askClock: ReportQuestion = {
  name: 'clock',
  choices: ['24-hour', '12-hour'],
  message:
    'The report does not say whether its hours are of the morning or the afternoon. 12-hour takes those that are nearer to the session.',
};

/** A report that may be of another session than the one it was given for. */
export const askSession = (choices: string[]): ReportQuestion => ({
  name: 'session',
  choices,
  message:
    'The times of this report are not those of the session. Say which session it is of: the id of this one, or of another.',
});

function askTimeZone(
  facts: ReportFacts,
  session: ReportSession,
  readings: readonly Reading[],
): ReportQuestion {
  const [reading] = readings;
  const from = reading && facts.spans[reading.dateOrder]?.from;
  const fitting = from === undefined || facts.isClockOnly ? [] : zonesIn(from, session.startsAt);
  return {
    name: 'timeZone',
    choices: [...new Set([session.timeZone, 'UTC', ...fitting])],
    message: `The report does not say of which time zone its times are, and by that of the session it did not begin when the session did. Name the zone of whoever downloaded it, such as ${session.timeZone}.`,
  };
}

const MOST_ZONES = 20;

/** Zones in whose time the report begins when the session does. */
const zonesIn = (wallMs: number, startsAt: number): string[] =>
  currentZones()
    .filter((zone) => wallInstants(zone)(wallMs).some((at) => Math.abs(at - startsAt) <= HOUR / 4))
    .slice(0, MOST_ZONES);

const isAtStart = ({ from }: Reading, { startsAt }: ReportSession): boolean =>
  from >= startsAt - EARLY && from <= startsAt + LATE;

/** Whether somebody of the report was there during the session, or an hour around it. */
const meets = ({ from, until }: Reading, { startsAt, durationMinutes }: ReportSession): boolean =>
  from <= startsAt + durationMinutes * MINUTE + HOUR && until >= startsAt - HOUR;

/** All readings that neither the file nor an answer excludes. */
function readingsOf(facts: ReportFacts, session: ReportSession, answers: ReportAnswers): Reading[] {
  const possible = facts.isOrderOpen ? facts.orders : facts.orders.slice(0, 1);
  const orders = answers.dateOrder ? [answers.dateOrder] : possible;
  const clocks: Clock[] = answers.clock
    ? [answers.clock]
    : facts.isClockClear
      ? ['24-hour']
      : ['24-hour', '12-hour'];
  const zone = facts.isExact ? 'UTC' : (answers.timeZone ?? session.timeZone);
  const instants = wallInstants(zone);
  return orders.flatMap((dateOrder) => {
    const span = facts.spans[dateOrder];
    if (!span) return [];
    return clocks.flatMap((clock): Reading[] => {
      const read = (ms: number): number | undefined => {
        const walls = facts.isClockOnly ? around(session.startsAt, ms) : [ms];
        const all = walls.flatMap((wall) => (clock === '12-hour' ? bothHalves(wall) : [wall]));
        return all
          .flatMap((wall) => (facts.isExact ? [wall] : instants(wall)))
          .toSorted((a, b) => Math.abs(a - session.startsAt) - Math.abs(b - session.startsAt))[0];
      };
      const from = read(span.from);
      const until = read(span.until);
      return from === undefined || until === undefined ? [] : [{ dateOrder, clock, from, until }];
    });
  });
}

/** A time of day on the days around an instant. */
const around = (instant: number, ofDay: number): number[] =>
  [-1, 0, 1].map((day) => Math.floor(instant / DAY + day) * DAY + ofDay);

/** The wall time in the morning and in the afternoon. */
function bothHalves(wall: number): number[] {
  const day = Math.floor(wall / DAY) * DAY;
  const ofHalf = (wall - day) % (DAY / 2);
  return [day + ofHalf, day + ofHalf + DAY / 2];
}
