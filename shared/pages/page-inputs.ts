import type { EventForm } from '../events/domain/event-form.ts';
import type { EventLook } from '../events/domain/event-look.ts';
import type { Door } from '../events/domain/registration-window.ts';
import type { Locale } from '../platform/values/locale.ts';

/** What is wrong with a field, by a stable code; or with all of it, by the code of the refusal. */
export interface PageError {
  field: string;
  code: string;
  message: string;
}

/** A session as pages show it. `startsAt` is wall time (`2027-03-21T10:00`) in `timeZone`, `startsAtUtc` the same as an instant. */
export interface PageSession {
  id: string;
  name?: string | undefined;
  startsAt: string;
  timeZone: string;
  startsAtUtc: string;
  durationMinutes: number;
  /** The same in the visitor's zone, in words, where that is known and another one. */
  yourTime?: string | undefined;
  /** No place left: it can still be chosen, for the waiting list. */
  full?: boolean | undefined;
}

interface PageEvent {
  id: string;
  /** A `room` event is always open and asks for no session. */
  kind?: 'scheduled' | 'room' | undefined;
  title: string;
  description?: string | undefined;
  timeZone: string;
  /** Language of title and description. */
  locale?: string | undefined;
  form: EventForm;
  registration?: { opensAt?: string | undefined } | undefined;
  look?: EventLook | undefined;
  /** Whoever registers for a room is let in at once, unless somebody's word is waited for. */
  doubleOptIn?: boolean | undefined;
  approval?: boolean | undefined;
}

/** Posted values by form name, to show the form again. */
type FormValues = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface RegistrationPageInput {
  locale: Locale;
  event: PageEvent;
  /** Open sessions only; none closes the page of a `scheduled` event. */
  sessions: readonly PageSession[];
  /** Whether the event takes registrations now; if nothing is said, it does. */
  door?: Door | undefined;
  values?: FormValues | undefined;
  errors?: readonly PageError[] | undefined;
  /** The page's query string as an object: the date to begin with, whether it is embedded, and where the visitor came from. */
  query?: Readonly<Record<string, string | undefined>> | undefined;
}

export interface ThanksPageInput {
  locale: Locale;
  event: {
    title: string;
    locale?: string | undefined;
    look?: EventLook | undefined;
    /** The organizer's own words, in Markdown, in the place of ours. */
    thankYouText?: string | undefined;
    /** Where a page around this one leads on to. */
    thankYouUrl?: string | undefined;
  };
  /** The dates that were chosen, as far as they are known. */
  sessions?: readonly PageSession[] | undefined;
  /** The server's instant. */
  now?: string | undefined;
  embedded?: boolean | undefined;
}

export type JoinState = 'pending' | 'upcoming' | 'live' | 'ended' | 'cancelled' | 'left';

export interface JoinPageInput {
  locale: Locale;
  title: string;
  look?: EventLook | undefined;
  /** Left out for a `room` event. */
  session?: PageSession | undefined;
  state: JoinState;
  /** The server's instant; the countdown runs from it, not from the visitor's clock. */
  now: string;
  /** Only `https:` links are shown and followed. */
  roomUrl?: string | undefined;
  replayUrl?: string | undefined;
  /** https or a path of this origin. */
  calendarUrl?: string | undefined;
  /** The token of the link, by which the page says that its person is in the room; without it, nobody is told. */
  beat?: string | undefined;
}

export interface PreferencesPageInput {
  locale: Locale;
  title: string;
  look?: EventLook | undefined;
  /** Whole address; the page masks it. */
  email: string;
  optedOutOfEvent: boolean;
  optedOutOfAll: boolean;
  token: string;
  /** What the POST just did, shown above the buttons. */
  done?: PreferenceAction | undefined;
}

/** Value of the form field `action` that the buttons of the preferences page post. */
export type PreferenceAction = 'unsubscribe-event' | 'unsubscribe-all' | 'resubscribe';

/** The same for a person: of everything, and of each of their events. */
export type PersonPreferenceAction = PreferenceAction | 'resubscribe-all';

export interface PersonPreferencesInput {
  locale: Locale;
  /** Whole address; the page masks it. None for the holder of a former link, who may only unsubscribe. */
  email: string | undefined;
  optedOutOfAll: boolean;
  events: readonly { id: string; title: string; optedOut: boolean }[];
  token: string;
  done?: PersonPreferenceAction | undefined;
}

export interface ConfirmPageInput {
  locale: Locale;
  title: string;
  look?: EventLook | undefined;
  sessions?: readonly PageSession[] | undefined;
  token: string;
}

export interface WaitlistPageInput {
  locale: Locale;
  title: string;
  look?: EventLook | undefined;
  session: PageSession;
  state: 'waiting' | 'offered' | 'taken';
  /** Without it there are no buttons: whoever looks came by a link that is not for answering. */
  token?: string | undefined;
  /** Of `waiting`, where they stand in the line; `atLeast`: behind all who were looked at. */
  place?: { number: number; atLeast?: boolean | undefined } | undefined;
  /** Of `offered`, until when, in words. */
  until?: string | undefined;
}

/** Errors (`not-found` 404, `gone` 410, `bad-request` 400, `too-large` 413, `event-archived` 410, `failed` 500) and done states. */
export type MessageKind =
  | 'not-found'
  | 'gone'
  | 'session-over'
  | 'session-cancelled'
  | 'bad-request'
  | 'too-large'
  | 'failed'
  | 'confirmed'
  | 'awaits-approval'
  | 'handed-over'
  | 'event-archived'
  | 'waitlisted'
  | 'waitlist-left'
  | 'place-lapsed'
  | 'waiting-over'
  | 'waiting-cancelled';

export interface MessagePageInput {
  locale: Locale;
  kind: MessageKind;
  /** The event's title and look, where known. */
  title?: string | undefined;
  look?: EventLook | undefined;
  /** The event's next open date, if there is one, offered instead of the one that is gone. */
  offer?: { eventId: string; session: PageSession | undefined } | undefined;
}
