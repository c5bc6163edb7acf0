import { confirmPage } from '../../shared/pages/personal/confirm-page.ts';
import { EventForm } from '../../shared/events/domain/event-form.ts';
import { joinPage } from '../../shared/pages/personal/join-page.ts';
import { messagePage } from '../../shared/pages/message-page.ts';
import type { Locale } from '../../shared/platform/values/locale.ts';
import type { MessageKind, PageSession } from '../../shared/pages/page-inputs.ts';
import { personPreferencesPage } from '../../shared/pages/personal/person-preferences-page.ts';
import { preferencesPage } from '../../shared/pages/personal/preferences-page.ts';
import { registrationPage } from '../../shared/pages/registration-page.ts';
import { sampleMine } from './sample-mine.ts';
import { thanksPage } from '../../shared/pages/thanks-page.ts';
import { waitlistPage } from '../../shared/pages/personal/waitlist-page.ts';

export const locales: readonly Locale[] = ['en', 'de', 'fr', 'ru'];

export const moscow: PageSession = {
  id: 's1',
  name: 'Morning',
  startsAt: '2027-03-21T10:00',
  timeZone: 'Europe/Moscow',
  startsAtUtc: '2027-03-21T07:00:00Z',
  durationMinutes: 90,
};

const fieldTypes = ['text', 'email', 'number', 'boolean', 'choice', 'date', 'textarea', 'choices'] as const;

const messages: readonly MessageKind[] = [
  'not-found',
  'gone',
  'session-over',
  'session-cancelled',
  'bad-request',
  'too-large',
  'failed',
  'confirmed',
  'awaits-approval',
  'handed-over',
  'event-archived',
  'waitlisted',
  'waitlist-left',
  'place-lapsed',
  'waiting-over',
  'waiting-cancelled',
];

/** The pages that only say what happened and what to do. */
export const sampleMessages = (locale: Locale, text: string): Record<string, string> =>
  Object.fromEntries(messages.map((kind) => [kind, messagePage({ locale, kind, title: text })]));

/** Pages that show what lies elsewhere, as a page of its own has it. */
export function sampleFrames(locale: Locale, text: string): Readonly<Record<string, string>> {
  const join = { locale, title: text, session: moscow, now: '2027-03-21T07:00:00Z', look };
  const event = {
    id: 'e1',
    title: text,
    description: rich,
    timeZone: 'Europe/Moscow',
    form: EventForm.parse({}),
    look,
  };
  return {
    look: registrationPage({ locale, event, sessions: [moscow, { ...moscow, id: 's2', full: true }] }),
    stage: joinPage({ ...join, state: 'live', roomUrl: 'https://jitsi.example.org/x' }),
    recording: joinPage({ ...join, state: 'ended', replayUrl: 'https://vimeo.com/76979871' }),
  };
}

export const look = { picture: 'https://img.example.org/trees.jpg', colour: '#e0a800' };
const rich = [
  '# What you will learn',
  'How to *prune* **old** trees, with `shears` and [a saw](https://example.com/saw).',
  '- when\n- how\n- how much',
  '1. first\n2. second',
  '> Said somebody.',
  '| Tool | Use |\n|---|---|\n| Saw | thick |',
  '---',
].join('\n\n');

/** Every page in every state, with `text` wherever people or organizers write something. */
export function samplePages(locale: Locale, text: string): Readonly<Record<string, string>> {
  const session = { ...moscow, name: `a${text}` };
  // One paragraph of Markdown, without code or links in it.
  const unmarked = `a${text.replaceAll(/\s/g, ' ').replaceAll(/[`@:]/g, "'")}`;
  const fields = fieldTypes.map((type) => ({
    name: type,
    label: text,
    type,
    required: false,
    ...(type.startsWith('choice') && { choices: [text, 'other'] }),
    ...(type === 'date' && { showWhen: { field: 'choice', equals: text } }),
  }));
  const event = {
    id: text,
    title: text,
    description: unmarked,
    timeZone: 'Europe/Moscow',
    form: {
      ...EventForm.parse({ basics: { phone: 'required', jobTitle: 'hidden' } }),
      fields,
      consents: [{ name: 'terms', text, version: text, required: true }],
    },
    registration: { opensAt: '2027-03-20T09:00:00.000Z' },
  };
  const values = Object.fromEntries(
    [
      'email',
      'firstName',
      'lastName',
      'phone',
      'company',
      'timeZone',
      ...fieldTypes.map((type) => `answers.${type}`),
    ].map((name) => [name, `x${text}`]),
  );
  const errors = [{ field: 'email', code: 'other', message: text }];
  const query = { utm_source: `x${text}`, other: text };
  const join = { locale, title: text, session, now: '2027-03-20T03:56:56Z' };
  const preferences = { locale, title: text, email: `x${text}@example.com`, token: text };
  const wait = { locale, title: text, session, token: text };
  const events = [false, true].map((optedOut) => ({ id: text, title: text, optedOut }));
  const person = { ...preferences, events };
  return {
    registration: registrationPage({
      locale,
      event,
      sessions: [session, { ...session, id: text, full: true }],
      values,
      errors,
      query,
    }),
    single: registrationPage({ locale, event, sessions: [session] }),
    closed: registrationPage({ locale, event, sessions: [] }),
    'not-open-yet': registrationPage({ locale, event, sessions: [session], door: 'not-open-yet' }),
    'closed-for-good': registrationPage({ locale, event, sessions: [], door: 'closed' }),
    archived: registrationPage({ locale, event, sessions: [], door: 'archived' }),
    offer: messagePage({ locale, kind: 'session-over', title: text, offer: { eventId: text, session } }),
    noOffer: messagePage({ locale, kind: 'session-over', offer: { eventId: text, session: undefined } }),
    embedded: registrationPage({ locale, event, sessions: [session], query: { ...query, embed: '1' } }),
    room: registrationPage({ locale, event: { ...event, kind: 'room' }, sessions: [] }),
    thanks: thanksPage({ locale, event }),
    'thanks-with-dates': thanksPage({
      ...{ locale, sessions: [session], now: join.now, embedded: true },
      event: { ...event, thankYouText: unmarked, thankYouUrl: 'https://www.example.com/' },
    }),
    pending: joinPage({ ...join, state: 'pending' }),
    upcoming: joinPage({ ...join, state: 'upcoming', calendarUrl: '/i/t.ics' }),
    live: joinPage({ ...join, state: 'live', roomUrl: 'https://room.example/' }),
    roomless: joinPage({ ...join, state: 'live' }),
    ended: joinPage({ ...join, state: 'ended', replayUrl: 'https://replay.example/' }),
    cancelled: joinPage({ ...join, state: 'cancelled' }),
    preferences: preferencesPage({ ...preferences, optedOutOfEvent: false, optedOutOfAll: false }),
    optedOut: preferencesPage({
      ...preferences,
      optedOutOfEvent: true,
      optedOutOfAll: true,
      done: 'unsubscribe-all',
    }),
    person: personPreferencesPage({ ...person, optedOutOfAll: false }),
    personOut: personPreferencesPage({ ...person, optedOutOfAll: true, done: 'unsubscribe-all' }),
    former: personPreferencesPage({ ...person, email: undefined, events: [], optedOutOfAll: false }),
    waiting: waitlistPage({ ...wait, state: 'waiting', place: { number: 3 } }),
    farBack: waitlistPage({ ...wait, state: 'waiting', place: { number: 401, atLeast: true } }),
    offered: waitlistPage({ ...wait, state: 'offered', until: 'Sunday' }),
    offeredElsewhere: waitlistPage({ ...wait, state: 'offered', until: 'Sunday', token: undefined }),
    taken: waitlistPage({ ...wait, state: 'taken' }),
    confirm: confirmPage({ locale, title: text, sessions: [session], token: text }),
    ...sampleMine(locale, text, session),
    ...sampleMessages(locale, text),
  };
}
