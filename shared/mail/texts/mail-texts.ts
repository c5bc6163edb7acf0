/** Every sentence of the mails; `{name}`, `{title}` and `{organizer}` stand for the recipient, the event and who invites. */
export interface MailTexts {
  hello: string;
  helloName: string;
  confirmedSubject: string;
  confirmedHeading: string;
  confirmedText: string;
  /** The same for a room that is always open. */
  roomText: string;
  join: string;
  joinHint: string;
  requestSubject: string;
  requestHeading: string;
  requestText: string;
  confirm: string;
  requestHint: string;
  waitlistSubject: string;
  waitlistHeading: string;
  waitlistText: string;
  /** Leads to where somebody stands in the line. */
  waitlistButton: string;
  /** A place that somebody who waits can take; `{until}` is the moment until when, with its offset. */
  offer: Readonly<Record<'subject' | 'heading' | 'text' | 'button' | 'hint', string>>;
  /** One that they did not take in time. */
  lapse: Readonly<Record<'subject' | 'heading' | 'text' | 'button' | 'hint', string>>;
  /** Another date than before, with a place or on its waiting list. */
  changedDate: Readonly<
    Record<'subject' | 'heading' | 'text' | 'waitlistText' | 'newDate' | 'formerDate', string>
  >;
  /** Leads to the registration page, and registers nobody. */
  invitation: Readonly<Record<'subject' | 'heading' | 'text' | 'button' | 'hint', string>>;
  /** A place that somebody handed over; `{giver}` is who did. */
  handed: Readonly<Record<'subject' | 'heading' | 'text' | 'requestText' | 'somebody', string>>;
  /** To who handed it over. */
  handedAway: Readonly<Record<'subject' | 'heading' | 'text' | 'hint', string>>;
  /** A registration that the organizer took back. */
  cancellation: Readonly<Record<'subject' | 'heading' | 'text' | 'hint', string>>;
  /** A registration that waits for the organizer's word. */
  received: Readonly<Record<'subject' | 'heading' | 'text', string>>;
  /** One that the organizer refused. */
  refusal: Readonly<Record<'subject' | 'heading' | 'text' | 'hint', string>>;
  nothingToDo: string;
  /** Mails before a session; `{time}` is a comma and the time, or nothing. */
  invitations: Readonly<Record<'reminder' | 'last-call', InvitationTexts>>;
  /** Mails after a session. */
  farewells: Readonly<Record<'follow-up' | 'missed', FarewellTexts>>;
  missedHint: string;
  watch: string;
  movedSubject: string;
  movedHeading: string;
  movedText: string;
  movedHint: string;
  movedLinkHint: string;
  /** A session whose start has not changed, but its length; `{duration}` is the new length. */
  newLength: Readonly<Record<'subject' | 'heading' | 'text', string>>;
  /** Another room, or a recording that is there, or another one. */
  linkNews: Readonly<Record<'room' | 'replay', Readonly<Record<'subject' | 'heading' | 'text', string>>>>;
  newTime: string;
  formerTime: string;
  cancelledSubject: string;
  cancelledHeading: string;
  cancelledText: string;
  cancelledTime: string;
  yourTime: string;
  hostTime: string;
  linkHint: string;
  why: string;
  whyFrom: string;
  whyMailing: string;
  requestWhy: string;
  /** Leads to what somebody may change about their place. */
  manage: string;
  preferences: string;
}

interface InvitationTexts {
  subject: string;
  heading: string;
  text: string;
  button: string;
}

interface FarewellTexts {
  subject: string;
  heading: string;
  text: string;
  /** Where there is a recording to watch. */
  replayText: string;
}
