import type { Locale, MessageKind } from '../page-inputs.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { ru } from './ru.ts';

/** Every sentence of the pages; a language that lacks one does not compile. */
export interface PageTexts {
  email: string;
  emailExample: string;
  firstName: string;
  lastName: string;
  phone: string;
  company: string;
  optional: string;
  more: string;
  choose: string;
  chooseSessions: string;
  session: string;
  full: string;
  yourTime: string;
  hours: string;
  minutes: string;
  leaveEmpty: string;
  register: string;
  sending: string;
  emailUse: string;
  closedTitle: string;
  closedText: string;
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
  enterRoom: string;
  roomMissing: string;
  endedTitle: string;
  endedText: string;
  endedReplay: string;
  watchReplay: string;
  cancelledTitle: string;
  cancelledText: string;
  pendingTitle: string;
  pendingText: string;
  preferencesTitle: string;
  preferencesFor: string;
  stateOn: string;
  stateEventOff: string;
  stateAllOff: string;
  /** Of the page that a mailing links to. */
  stateAllOn: string;
  /** To the holder of a link that does not speak for the person (any more). */
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
  messages: Readonly<Record<MessageKind, { title: string; text: string }>>;
}

/** The sentences of each language. */
export const pageTexts: Readonly<Record<Locale, PageTexts>> = { en, de, fr, ru };
