import * as z from 'zod';
import { Locale } from '../../platform/values/locale.ts';
import { EventId, idDigits, ParticipantId, SessionId } from '../../platform/values/ids.ts';
import { Source } from '../../people/domain/participant.ts';
import { CampaignTags } from './campaign-tags.ts';

export const RegistrationStatus = z.enum(['pending', 'registered', 'waitlisted', 'cancelled', 'suspected']);
export type RegistrationStatus = z.infer<typeof RegistrationStatus>;

/** Far beyond what forms ask for, and well within what the table can hold. */
const isStorable = (number: number): boolean =>
  number === 0 || (Math.abs(number) >= 1e-100 && Math.abs(number) <= Number.MAX_SAFE_INTEGER);
const storable = { message: 'must be a number of at most 15 digits', params: { code: 'out-of-range' } };

export const Answer = z.union([z.string().max(2000), z.number().refine(isStorable, storable), z.boolean()]);
export const Answers = z.record(z.string(), Answer);
export type Answers = z.infer<typeof Answers>;

/** Answers as they are given and shown: to a question with several choices, those that were chosen. */
export const GivenAnswer = z.union([Answer, z.array(z.string().max(200)).max(100)]);
export type GivenAnswer = z.infer<typeof GivenAnswer>;
export const GivenAnswers = z.record(z.string(), GivenAnswer);
export type GivenAnswers = z.infer<typeof GivenAnswers>;

/** What the person agreed to and when, as the form sent it. */
export const Consent = z.strictObject({ text: z.string().max(2000).optional(), given: z.boolean() });
export type Consent = z.infer<typeof Consent>;

/** As it is kept: a text that many agreed to stands once beside them, and here only its version. */
const KeptConsent = Consent.extend({ version: z.string().optional() });

/** One of the event's consents that the person gave, by its name and version; `wording` names the words, kept once for all. */
const KeptAgreement = z.object({ name: z.string(), version: z.string(), wording: z.string() });

/** The page that led to the form, and the click on an advertisement. */
const CameFrom = z.object({ referrer: z.string().optional(), gclid: z.string().optional() });

export const AttendanceState = z.enum(['attended', 'absent', 'unknown']);
export type AttendanceState = z.infer<typeof AttendanceState>;

/** Whether the person was there. `unknown` means that nothing is known: never 0 seconds. */
export const Attendance = z.object({
  state: AttendanceState,
  /** Time in the room, in seconds. */
  seconds: z.number().int().min(0).max(1_000_000).optional(),
  /** The same as a share of the session, from 0 to 1. */
  share: z.number().min(0).max(1).optional(),
  /** The judgement that found it in what sources say. What has none was said by hand, and no judgement changes it. */
  by: z.string().optional(),
  /** What they were in the room as, where it was not an attendee: such people are not judged. */
  role: z.string().optional(),
  /** When they first came and last left, within the session (ISO 8601). */
  joinedAt: z.string().optional(),
  leftAt: z.string().optional(),
  /** The kinds of sources that told of them. */
  sources: z.array(z.string()).optional(),
});
export type Attendance = z.infer<typeof Attendance>;

/** Whether an organizer said it by hand: it stands until they take it back. */
export const isByHand = (attendance: Attendance | undefined): boolean =>
  attendance !== undefined && attendance.by === undefined;

/** A date that somebody had before, as their mail tells it. */
const FormerDate = z.object({
  sessionId: SessionId,
  name: z.string().optional(),
  timeZone: z.string(),
  startsAtUtc: z.string(),
  durationMinutes: z.number(),
});

/** One participant in one session. */
export const Registration = z.object({
  participantId: ParticipantId,
  sessionId: SessionId,
  eventId: EventId,
  /** The address as given when registering; people of a messenger channel may have none. */
  email: z.string().optional(),
  status: RegistrationStatus,
  /** Whose word a pending one waits for: the person's, unless it says that it is an organizer's. */
  awaits: z.literal('approval').optional(),
  source: Source,
  answers: Answers,
  /** Answers of several choices: apart, where the version before passes over them. */
  choices: z.record(z.string(), z.array(z.string())).optional(),
  consent: KeptConsent.optional(),
  consents: z.array(KeptAgreement).optional(),
  /** Where somebody came from, beside what their UTM tags say. */
  cameFrom: CameFrom.optional(),
  timeZone: z.string().optional(),
  locale: Locale.optional(),
  /** The tags of the link by which they came to register: the person keeps those of the first time only. */
  utm: CampaignTags.optional(),
  createdAt: z.string(),
  /** Raised to revoke every link that was mailed. */
  linkEpoch: z.number(),
  /** Which confirmation is due: raised when somebody comes back after cancelling. */
  mailRound: z.number(),
  confirmedAt: z.string().optional(),
  /** When somebody who had cancelled came back. */
  returnedAt: z.string().optional(),
  /** The seat that it has, by the name that the allocator gave it. (True: one from before seats had names.) */
  seat: z.union([z.string(), z.literal(true)]).optional(),
  /** Where it stands in the line for a seat, as long as it is `waitlisted`: see `placeInLine`. */
  place: z.string().optional(),
  /** When the allocator found no seat for it: only then is its person told that they wait. */
  waitsSince: z.string().optional(),
  /** While it is `waitlisted`: its `seat` is held for it, for its person to take it. Who is asked stands in no line any more. */
  offer: z.object({ at: z.string(), until: z.string() }).optional(),
  /** When a seat was given on that was offered and not taken; since then it is cancelled. */
  lapsedAt: z.string().optional(),
  /** The import row that made it: an import that runs again recognizes its own registrations, and can be reverted. */
  importMark: z
    .object({
      importId: z.string(),
      line: z.number(),
      /** Which run of the import; the first one is 0. */
      run: z.number().optional(),
      /**
       * The registration was merged into that of somebody whom the import had not registered: reverting the import leaves
       * it.
       */
      merged: z.boolean().optional(),
    })
    .optional(),
  /**
   * When the person registered by themselves although an import had registered them: reverting the import leaves them
   * alone.
   */
  selfAt: z.string().optional(),
  /** The person is not told that they were registered. */
  quiet: z.boolean().optional(),
  /** Somebody else cancelled it, and the person is to be told by a mail. */
  tellCancelled: z.boolean().optional(),
  /** When an organizer refused it; since then it is cancelled. */
  refusedAt: z.string().optional(),
  attendance: Attendance.optional(),
  /** When everything about its person was removed from it; since then it only counts. */
  erasedAt: z.string().optional(),
  /** The bulk action that registered or moved the person: it recognizes its own work by it, and such mails wait behind others. */
  invitedBy: z.string().optional(),
  /** The bulk action that last approved, refused or cancelled it: its mails wait behind others. */
  changedBy: z.string().optional(),
  /** They came by the link of an invitation. */
  invited: z.literal(true).optional(),
  /** The organizer who registered the person, by hand or with many. */
  addedBy: z.string().optional(),
  /** The date that the person had before, where they came from one: the mail names it. */
  movedFrom: FormerDate.optional(),
  /** Who had its place before and handed it over, by the id that they had then. */
  handedFrom: ParticipantId.optional(),
  /** When its person handed the place over; since then it is cancelled, and its links are void. */
  handedOverAt: z.string().optional(),
  /**
   * The session that its person went to; since then it is cancelled, and its links lead there as long as those of that date are
   * good which were mailed then.
   */
  movedTo: z.object({ sessionId: SessionId, linkEpoch: z.number() }).optional(),
  /** The import or bulk action that made a registration which was merged into this one: the history shows it. */
  madeBy: z.string().optional(),
  /**
   * Registrations of merged people that became part of this one, by the participant's id then. What was mailed about them
   * counts as mailed about this one, and the links in those mails lead here as long as their epoch is this one (0: no more).
   */
  mergedFrom: z.record(z.string(), z.object({ linkEpoch: z.number(), mailRound: z.number() })).optional(),
});
export type Registration = z.infer<typeof Registration>;

/**
 * Whether it belongs to anybody: the registration of an erased person only counts, also when they are back for another
 * date.
 */
export function belongsToSomebody({ erasedAt }: Pick<Registration, 'erasedAt'>): boolean {
  return erasedAt === undefined;
}

/** Whether it waits for an organizer's word, and for nothing else. */
export function awaitsApproval({ status, awaits }: Pick<Registration, 'status' | 'awaits'>): boolean {
  return status === 'pending' && awaits === 'approval';
}

/** All answers, as they were given. */
export function answersOf({ answers, choices }: Pick<Registration, 'answers' | 'choices'>): GivenAnswers {
  return { ...answers, ...choices };
}

/** Answers as they are kept. */
export function keptAnswers(given: GivenAnswers): Pick<Registration, 'answers' | 'choices'> {
  const entries = Object.entries(given);
  const several = entries.flatMap(([name, answer]) =>
    Array.isArray(answer) ? [[name, answer] as const] : [],
  );
  const single = entries.flatMap(([name, answer]) =>
    Array.isArray(answer) ? [] : [[name, answer] as const],
  );
  return {
    answers: Object.fromEntries(single),
    ...(several.length > 0 && { choices: Object.fromEntries(several) }),
  };
}

/** Since when the person has been registered as they are now. */
export function registeredSince(registration: Registration): string {
  return registration.confirmedAt ?? registration.returnedAt ?? registration.createdAt;
}

/** When somebody last registered for it: whatever happened before that moment does not concern it. */
export function lastPostOf({ createdAt, returnedAt = createdAt, selfAt = createdAt }: Registration): string {
  return [createdAt, returnedAt, selfAt].reduce((last, at) => (at > last ? at : last));
}

/**
 * Whether a registration belongs to the present person: not one from before they were erased and came back, which may not
 * be marked yet.
 */
export const belongsTo = (
  registration: Registration,
  { erasedBefore }: { erasedBefore?: string | undefined },
): boolean =>
  belongsToSomebody(registration) && (erasedBefore === undefined || lastPostOf(registration) > erasedBefore);

/** Whether a row of the import made the registration. */
export const isMadeByImport = ({ importMark }: Registration, importId: string): boolean =>
  importMark?.importId === importId;

/** The import or bulk action that made a registration. */
export function makerOf({ madeBy, importMark, invitedBy }: Registration): string | undefined {
  return madeBy ?? importMark?.importId ?? invitedBy;
}

/** The ids of a registration and of those merged into it: what was mailed about them is found under these ids. */
export function formerRegistrations(registration: Registration): Registration[] {
  return Object.keys(registration.mergedFrom ?? {}).map((participantId) => ({
    ...registration,
    participantId,
  }));
}

/** Which registration is meant. */
export type RegistrationKey = Pick<Registration, 'sessionId' | 'participantId'>;

/** The id of a registration: one person has one registration in one session. */
export function registrationId(registration: RegistrationKey): string {
  return `${idDigits(registration.sessionId)}-${idDigits(registration.participantId)}`;
}

/** Splits a `registrationId`; undefined for anything else. */
export function parseRegistrationId(id: string): RegistrationKey | undefined {
  const match = /^([0-9a-f]{32})-([0-9a-f]{32})$/.exec(id);
  return match ? { sessionId: `ses_${match[1] ?? ''}`, participantId: `par_${match[2] ?? ''}` } : undefined;
}

/** What is counted of a session's registrations. */
export const registrationColumns = [
  'registered',
  'waitlisted',
  'attended',
  'pending',
  'cancelled',
  'invited',
] as const;

/** Whether a registration adds to a count of its session; `undefined` stands for "is not there". */
export function addsTo(
  registration: Pick<Registration, 'status' | 'attendance' | 'invited'> | undefined,
  column: (typeof registrationColumns)[number],
): boolean {
  if (column === 'invited') return registration?.invited === true && registration.status !== 'cancelled';
  return column === 'attended'
    ? registration?.attendance?.state === 'attended'
    : registration?.status === column;
}
