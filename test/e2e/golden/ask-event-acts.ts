import { ask, noId, type Step } from './ask.ts';

const event = 'POST /v1/events';
const patch = 'PATCH /v1/events/{eventId}';
const remove = 'DELETE /v1/events/{eventId}';
const archive = 'POST /v1/events/{eventId}/archive';
const copy = 'POST /v1/events/{eventId}/copy';
const preview = 'POST /v1/events/preview';
const post = 'POST /v1/events/{eventId}/registrations';
const list = 'GET /v1/sessions/{sessionId}/registrations';
const approve = 'POST /v1/sessions/{sessionId}/registrations/{registrationId}/approve';
const refuse = 'POST /v1/sessions/{sessionId}/registrations/{registrationId}/refuse';

const gated = { eventId: '$gated' };
const gate = { sessionId: '$gate' };
const nowhere = { eventId: noId('evt') };
const form = {
  fields: [
    { name: 'tools', label: 'Tools', type: 'choices', choices: ['Saw', 'Shears'], required: true },
    { name: 'why', label: 'Why', type: 'text', showWhen: { field: 'tools', equals: 'Saw' }, required: true },
  ],
  basics: { lastName: 'required', phone: 'hidden' },
  consents: [{ name: 'terms', text: 'I agree to the terms', version: '1', required: true }],
};
const ann = {
  ...{ email: 'ann@firm.example', lastName: 'Miller', answers: { tools: ['Shears'], why: 'unasked' } },
  consents: { terms: true },
};
const idBy = (email: string) => (body: any) => body.items.find((one: any) => one.email === email)?.id;

/** What becomes of events that exist, and of forms that ask for more than answers. */
export const eventActSteps: Step[] = [
  ask(event, 'one that asks for much, and approves', {
    json: {
      ...{ title: 'By approval', timeZone: 'Europe/Berlin', approval: true, businessOnly: true, form },
      ...{ registration: { closesMinutesBefore: 10 }, look: { colour: '#0B6650' } },
      sender: { name: 'The gardeners', replyTo: 'garden@example.org' },
    },
    keep: { gated: 'id' },
  }),
  ask(event, 'conditions that cannot be, and looks that are none', {
    json: {
      ...{ title: 'x', timeZone: 'UTC' },
      form: { fields: [{ name: 'a', label: 'A', type: 'text', showWhen: { field: 'a', equals: 'x' } }] },
      ...{ look: { picture: 'javascript:alert(1)', colour: 'red' }, sender: { replyTo: 'nobody' } },
      registration: { opensAt: '2038-01-01T00:00:00Z', closesAt: '2037-01-01T00:00:00Z' },
    },
  }),
  ask('POST /v1/events/{eventId}/sessions', 'its date', {
    at: gated,
    json: { startsAt: '2037-06-01T10:00' },
    keep: { gate: 'id' },
  }),
  ask(preview, 'a draft', { json: { title: 'Draft', timeZone: 'UTC', form } }),
  ask(preview, 'nothing', { json: {} }),
  ask('GET /e/{eventId}', 'its page', { at: gated }),
  ask(post, 'all that it asks for', { at: gated, json: ann }),
  ask(post, 'from a free mail service, without the rest', {
    at: gated,
    json: { email: 'ann@gmail.com', answers: { tools: ['Saw', 'Axe'] } },
  }),
  ask(post, 'the same, as a page posts it', {
    at: gated,
    form: { email: 'ann@gmail.com', 'answers.tools': 'Saw' },
  }),
  ask(post, 'somebody else', { at: gated, json: { ...ann, email: 'bob@firm.example' } }),
  ask(list, 'who waits', {
    at: gate,
    keep: { ann: idBy('ann@firm.example'), bob: idBy('bob@firm.example') },
  }),
  ask(approve, 'one who waits', { at: { ...gate, registrationId: '$ann' } }),
  ask(refuse, 'another who waits', { at: { ...gate, registrationId: '$bob' } }),
  ask(refuse, 'the same again', { at: { ...gate, registrationId: '$bob' } }),
  ask(refuse, 'one who has a place', { at: { ...gate, registrationId: '$ann' } }),
  ask(approve, 'one who was refused', { at: { ...gate, registrationId: '$bob' } }),
  ask(patch, 'some of it', {
    at: gated,
    headers: { 'if-match': '"1"' },
    json: { title: 'By approval, again', look: { colour: null }, form: { basics: { phone: 'required' } } },
  }),
  ask(patch, 'what somebody else changed', {
    at: gated,
    headers: { 'if-match': '"1"' },
    json: { title: 'Late' },
  }),
  ask(patch, 'its kind, and other words for a consent', {
    at: gated,
    json: { kind: 'room', form: { consents: [{ ...form.consents[0], text: 'Other words' }] } },
  }),
  ask(patch, 'no such event', { at: nowhere, json: {} }),
  ask(remove, 'one with people', { at: gated }),
  ask(copy, 'under another title', { at: gated, json: { title: 'The copy' }, keep: { copied: 'id' } }),
  ask(copy, 'no such event', { at: nowhere }),
  ask(remove, 'one without people', { at: { eventId: '$copied' } }),
  ask(remove, 'what is gone', { at: { eventId: '$copied' } }),
  ask(archive, 'one', { at: gated }),
  ask(post, 'once it is archived', { at: gated, json: ann }),
  ask('GET /e/{eventId}', 'its page, archived', { at: gated }),
  ask('GET /v1/events', 'those that are archived', { query: '?state=archived' }),
  ask(archive, 'open again', { at: gated, json: { archived: false } }),
  ask(archive, 'no such event', { at: nowhere }),
];
