import type { FormPersonField } from '../../person-fields/domain/person-field-names.ts';
import type { MessageKind } from '../page-inputs.ts';
import type { MyTexts } from './my-registrations/my-texts.ts';

/** All texts of the pages, and the labels of a person's fields; a language that lacks one does not compile. */
export interface PageTexts extends Record<FormPersonField, string> {
  emailExample: string;
  optional: string;
  more: string;
  choose: string;
  chooseSessions: string;
  session: string;
  full: string;
  yourTime: string;
  leaveEmpty: string;
  register: string;
  sending: string;
  emailUse: string;
  closedTitle: string;
  closedText: string;
  closedForGoodText: string;
  archivedText: string;
  notOpenTitle: string;
  /** `{when}` is the moment, with its offset. */
  notOpenText: string;
  /** Before a question and its answer, for whom the next question is. */
  onlyIf: string;
  errorsTitle: string;
  required: string;
  invalid: string;
  thanksTitle: string;
  thanksText: string;
  thanksHint: string;
  startsIn: string;
  daysShort: string;
  hoursShort: string;
  minutesShort: string;
  secondsShort: string;
  upcomingHint: string;
  startsNow: string;
  addToCalendar: string;
  liveTitle: string;
  liveHint: string;
  enterHint: string;
  enterRoom: string;
  roomMissing: string;
  endedTitle: string;
  endedText: string;
  endedReplay: string;
  watchReplay: string;
  cancelledTitle: string;
  cancelledText: string;
  /** To whom it was cancelled for, while the session takes place. */
  leftTitle: string;
  pendingTitle: string;
  pendingText: string;
  preferencesTitle: string;
  preferencesFor: string;
  stateOn: string;
  stateEventOff: string;
  stateAllOff: string;
  /** For the page that a mailing links to. */
  stateAllOn: string;
  /** For the holder of a link that does not belong to the person (any more). */
  formerLink: string;
  resubscribeAll: string;
  resubscribeAllHint: string;
  doneResubscribeAll: string;
  unsubscribeEvent: string;
  unsubscribeEventHint: string;
  unsubscribeAll: string;
  unsubscribeAllHint: string;
  resubscribe: string;
  resubscribeHint: string;
  doneUnsubscribeEvent: string;
  doneUnsubscribeAll: string;
  doneResubscribe: string;
  confirmTitle: string;
  confirmText: string;
  confirmButton: string;
  confirmHint: string;
  /** Opens the rest of a long description. */
  readOn: string;
  moreDates: string;
  nextDate: string;
  noNextDate: string;
  toRegistration: string;
  /** Leads from a form within another page to where its organizer wants people to go next. */
  goOn: string;
  /** Of what is shown in a frame. */
  ownWindow: string;
  /** What an entry in a calendar says. */
  calendarDetails: string;
  /**
   * The page of somebody who waits for a place. `{until}` is a moment, with its offset; `{place}` an ordinal number, `{count}` a
   * number of people.
   */
  waiting: Readonly<
    Record<
      | 'waitingText'
      | 'place'
      | 'farBack'
      | 'leave'
      | 'offeredTitle'
      | 'offeredText'
      | 'offeredHint'
      | 'byMail'
      | 'take'
      | 'decline'
      | 'takenTitle'
      | 'takenText',
      string
    >
  >;
  /** Of the page on which registrants change what they have. */
  mine: MyTexts;
  /** What is wrong with a field, each saying what to do. */
  errors: Readonly<
    Record<
      | 'email'
      | 'number'
      | 'range'
      | 'date'
      | 'choice'
      | 'tick'
      | 'length'
      | 'signs'
      | 'session'
      | 'noSession'
      | 'business',
      string
    >
  >;
  messages: Readonly<Record<MessageKind, { title: string; text: string }>>;
}
