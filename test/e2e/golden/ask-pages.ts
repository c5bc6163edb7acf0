import { ask, linkOf, mails, noId, type Step } from './ask.ts';

const post = 'POST /v1/events/{eventId}/registrations';
const say = 'POST /u/{token}';
const ann = { token: '$annsWishes' };
const bea = { token: '$beasConfirm' };

/** What registrants see and press: the pages of an event, and those behind the links of their mails. */
export const pageSteps: Step[] = [
  ask('GET /e/{eventId}', 'one'),
  ask('GET /e/{eventId}', 'with a form, filled in by the link', {
    at: { eventId: '$full' },
    query: '?email=h@example.com&firstName=%3Cb%3E&utm_source=vk&session=$fullSession',
  }),
  ask('GET /e/{eventId}', 'in the language of the browser', {
    headers: { 'accept-language': 'ru-RU,ru;q=0.9' },
  }),
  ask('GET /e/{eventId}', 'in the language of the link', { query: '?lang=fr' }),
  ask('GET /e/{eventId}', 'without sessions', { at: { eventId: '$empty' } }),
  ask('GET /e/{eventId}', 'in Russian', { at: { eventId: '$russian' } }),
  ask('GET /e/{eventId}', 'no such event', { at: { eventId: noId('evt') } }),
  ask('GET /e/{eventId}', 'no id', { at: { eventId: '<x>' }, query: '?lang=de' }),
  ask('GET /e/{eventId}', 'in a page of another site', {
    at: { eventId: '$full' },
    query: '?embed=1&utm_source=vk&gclid=x.y-z&referrer=https%3A%2F%2Fwww.example.com%2Fblog',
  }),
  ask('GET /e/{eventId}', 'of a room', { at: { eventId: '$room' } }),
  ask('GET /e/{eventId}/embed.js', 'of an event that names a site', { at: { eventId: '$full' } }),
  ask('HEAD /e/{eventId}/embed.js', 'the same without a body', { at: { eventId: '$full' } }),
  ask('GET /e/{eventId}/embed.js', 'no such event', { at: { eventId: noId('evt') } }),
  ask(post, 'into a room, by a script', {
    at: { eventId: '$room' },
    json: { email: 'room@example.com', referrer: 'https://www.example.com/blog?x=1', gclid: 'x.y-z' },
    keep: { roomToken: 'token' },
  }),
  ask(post, 'into a room, by a form', { at: { eventId: '$room' }, form: { email: 'room2@example.com' } }),
  ask('GET /j/{token}', 'into a room', { at: { token: '$roomToken' } }),
  ask('GET /u/{token}', 'a token of a room', { at: { token: '$roomToken' } }),
  ask('GET /e/{eventId}/thanks', 'one'),
  ask('GET /e/{eventId}/thanks', 'with the date that was chosen', {
    at: { eventId: '$full' },
    query: '?session=$fullSession,nonsense',
  }),
  ask('GET /e/{eventId}/thanks', 'in German', { at: { eventId: '$full' } }),
  ask('GET /e/{eventId}/thanks', 'no such event', { at: { eventId: noId('evt') } }),
  linkOf('annsJoin', 'ann@example.com', 'j'),
  linkOf('annsWishes', 'ann@example.com', 'u'),
  linkOf('beasConfirm', 'bea@example.com', 'c'),
  linkOf('cleosJoin', 'cleo@example.com', 'j'),
  mails('of registering'),
  ask('GET /j/{token}', 'before the session', { at: { token: '$annsJoin' } }),
  ask('GET /j/{token}', 'cancelled', { at: { token: '$cleosJoin' }, query: '?lang=de' }),
  ask('GET /j/{token}', 'no token', { at: { token: 'x' } }),
  ask('GET /j/{token}', 'a token for another purpose', { at: ann }),
  ask('GET /c/{token}', 'before confirming', { at: bea }),
  ask('GET /c/{token}', 'no token', { at: { token: 'x' } }),
  ask('POST /c/{token}', 'confirms', { at: bea, form: {} }),
  ask('POST /c/{token}', 'once more', { at: bea }),
  ask('GET /c/{token}', 'after confirming', { at: bea }),
  ask('POST /c/{token}', 'no token', { at: { token: 'x' } }),
  ask('POST /c/{token}', 'a token for another purpose', { at: ann }),
  ask('GET /u/{token}', 'receives everything', { at: ann }),
  ask('GET /u/{token}', 'no token', { at: { token: 'x' } }),
  ask('GET /u/{token}', 'a token for another purpose', { at: { token: '$annsJoin' } }),
  ask(say, 'not of this event', { at: ann, form: { action: 'unsubscribe-event' } }),
  ask(say, 'of this event again', { at: ann, form: { action: 'resubscribe' } }),
  ask(say, 'the button of a mail program', { at: ann, form: { 'List-Unsubscribe': 'One-Click' } }),
  ask(say, 'the same button as multipart', {
    at: ann,
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    text: '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
  }),
  ask('GET /u/{token}', 'receives nothing', { at: ann, query: '?lang=de' }),
  ask(say, 'everything again, which this page does not offer', {
    at: ann,
    form: { action: 'resubscribe-all' },
  }),
  ask(say, 'nothing', { at: ann, form: {} }),
  ask(say, 'something else', { at: ann, form: { action: 'delete' } }),
  ask(say, '40 kB', { at: ann, form: { action: 'unsubscribe-all', x: 'x'.repeat(40_000) } }),
  ask(say, 'no token', { at: { token: 'x' }, form: { action: 'unsubscribe-all' } }),
  ask(post, 'somebody who opted out comes again', {
    at: { eventId: '$russian' },
    json: { email: 'ann@example.com' },
  }),
  ask(post, 'and again', { at: { eventId: '$russian' }, json: { email: 'ann@example.com' } }),
  linkOf('annsConfirm', 'ann@example.com', 'c'),
  mails('of confirming and coming again'),
  ask('GET /c/{token}', 'of somebody who opted out', { at: { token: '$annsConfirm' } }),
  ask('POST /c/{token}', 'lifts the opt-out for one event', { at: { token: '$annsConfirm' } }),
  linkOf('annsSecondWishes', 'ann@example.com', 'u'),
  ask('GET /u/{token}', 'receives one event', { at: { token: '$annsSecondWishes' } }),
  ask('PUT /u/{token}', 'no such method', { at: ann }),
];
