import type { MailTexts } from './mail-texts.ts';

export const en: MailTexts = {
  hello: 'Hello,',
  helloName: 'Hello {name},',
  confirmedSubject: 'You are registered: {title}',
  confirmedHeading: 'You are registered',
  confirmedText:
    'Your place is reserved. This is your personal link: it shows the countdown and opens the room when it starts.',
  join: 'Open my link',
  joinHint: 'Please keep the link to yourself: it was made for you alone.',
  requestSubject: 'Please confirm: {title}',
  requestHeading: 'Please confirm your registration',
  requestText: 'Somebody, probably you, registered this address. Your place is reserved once you confirm.',
  confirm: 'Confirm registration',
  requestHint: 'Was it not you? Then do nothing: without your confirmation nothing happens.',
  waitlistSubject: 'You are on the waiting list: {title}',
  waitlistHeading: 'You are on the waiting list',
  waitlistText:
    'All places are taken for now. If one becomes free for you, we write to you again with your personal link.',
  waitlistHint: 'There is nothing you need to do.',
  yourTime: 'your time',
  hostTime: 'host’s time',
  linkHint: 'The button does not work? Copy this address into your browser:',
  minutes: 'min',
  why: 'You receive this e-mail because this address was registered for “{title}”.',
  whyFrom: 'You receive this e-mail from {organizer} because this address was registered for “{title}”.',
  requestWhy: 'We write this once only. If you do not confirm, you hear no more about it.',
  preferences: 'Unsubscribe or change settings',
};
