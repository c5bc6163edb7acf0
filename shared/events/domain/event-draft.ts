import * as z from 'zod';
import { EventFormDraft } from './event-form.ts';
import { eventShape, type Event } from './event.ts';
import { opensBeforeItCloses, RegistrationWindow } from './registration-window.ts';
import { WaitlistDraft } from './waitlist.ts';

/** What an organizer enters about an event; whether the time zone exists is checked where the zone table is. */
export const EventDraft = z.strictObject({
  ...eventShape,
  form: EventFormDraft.prefault({}),
  registration: RegistrationWindow.default({}).refine(opensBeforeItCloses, {
    message: 'must be later than opensAt',
    path: ['closesAt'],
  }),
  waitlist: WaitlistDraft.default({}),
});
export type EventDraft = z.infer<typeof EventDraft>;

/** What of an event an organizer entered. */
export const draftOf = (event: Event): EventDraft => {
  const { id: _id, createdAt: _createdAt, archivedAt: _archivedAt, version: _version, ...draft } = event;
  return draft;
};
