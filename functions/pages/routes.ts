import { CALENDAR, PAGE, publicRoutes, SCRIPT } from '../../shared/platform/runtime/route.ts';

/** The pages that people see. A GET never changes anything: mail scanners open every link. */
export const pageRoutes = publicRoutes('Pages', {
  'GET /e/{eventId}': {
    id: 'showRegistrationPage',
    summary: 'The registration page of an event',
    answers: { 200: PAGE },
  },
  'GET /e/{eventId}/embed.js': {
    id: 'getEmbedScript',
    summary: 'The script that shows the form of an event in a page of another site',
    details:
      '`embed` of an event is the tag for it. The form stands where the tag stands, in a frame as high as it is. The page must be of one of the `allowedOrigins` of the event. It hands on `utm_…`, `gclid` and the referrer.',
    answers: { 200: SCRIPT },
  },
  'GET /e/{eventId}/thanks': {
    id: 'showThanksPage',
    summary: 'What people see after they registered',
    answers: { 200: PAGE },
  },
  'GET /j/{token}': { id: 'showJoinPage', summary: 'The way into the room', answers: { 200: PAGE } },
  'GET /u/{token}': { id: 'showPreferencesPage', summary: 'What mail somebody gets', answers: { 200: PAGE } },
  'POST /u/{token}': {
    id: 'setPreferences',
    summary: 'Set what mail somebody gets',
    details: 'With `List-Unsubscribe=One-Click` (RFC 8058) it acts at once.',
    answers: { 200: PAGE },
  },
  'GET /r/{token}': {
    id: 'showMyRegistrations',
    summary: 'What somebody has of an event',
    details:
      'With `do=change`, `cancel` or `hand-over` and `date=ses_…`, the page that asks once more before it.',
    answers: { 200: PAGE },
  },
  'POST /r/{token}': {
    id: 'changeMyRegistration',
    summary: 'Change a date, cancel it, or hand its place to a colleague',
    answers: { 200: PAGE },
  },
  'GET /c/{token}': {
    id: 'showConfirmPage',
    summary: 'Ask for the confirmation of a registration',
    answers: { 200: PAGE },
  },
  'POST /c/{token}': { id: 'confirmRegistration', summary: 'Confirm a registration', answers: { 200: PAGE } },
  'GET /n/{token}': {
    id: 'showMailboxPage',
    summary: 'Ask whether mails for organizers are to stop',
    answers: { 200: PAGE },
  },
  'POST /n/{token}': {
    id: 'stopMailbox',
    summary: 'Stop mails for organizers',
    details: 'Mail programs may post it by themselves (RFC 8058).',
    answers: { 200: PAGE },
  },
  'GET /w/{token}': {
    id: 'showWaitingPage',
    summary: 'Where somebody stands in the waiting list, or the place that is held for them',
    answers: { 200: PAGE, 410: PAGE },
  },
  'POST /w/{token}': {
    id: 'answerOffer',
    summary: 'Take the place that is held for somebody, or leave it or the list to the others',
    details: 'The form field `answer` is `take` or `decline`. Twice is the same as once.',
    answers: { 200: PAGE, 410: PAGE },
  },
  'GET /i/{file}': {
    id: 'getCalendarFile',
    summary: 'A registrant’s date as a calendar file',
    details:
      '`file` is the token of the link and `.ics`. A date that was cancelled or given up is cancelled in the calendar, too.',
    answers: { 200: CALENDAR },
  },
  'ANY /{path}': nothingThere('AtTop'),
  'ANY /e/{path+}': nothingThere('OfEvent'),
  'ANY /j/{path+}': nothingThere('ToJoin'),
  'ANY /u/{path+}': nothingThere('OfPreferences'),
  'ANY /r/{path+}': nothingThere('OfRegistrations'),
  'ANY /c/{path+}': nothingThere('ToConfirm'),
  'ANY /n/{path+}': nothingThere('OfMailbox'),
  'ANY /w/{path+}': nothingThere('ToWait'),
  'ANY /i/{path+}': nothingThere('OfCalendar'),
});

/** For links that were cut off or typed wrongly: a page that says so. */
function nothingThere(where: string) {
  return {
    id: `showNothing${where}`,
    summary: 'Say that there is no such page',
    answers: { 404: PAGE },
  } as const;
}
