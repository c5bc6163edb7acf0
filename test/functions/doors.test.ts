import { describe, expect, it } from 'vitest';
import { serveRegistration } from '../../functions/registration/serve-registration.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import { setArchived } from '../../shared/events/usecases/change-event.ts';
import { withConsentTexts } from '../../shared/registrations/table/consent-text-items.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import { getParticipant } from '../../shared/people/table/participant-items.ts';
import { NOW, storedEvent, storedSession } from '../support/factories.ts';
import { callerOf } from '../support/http-events.ts';
import { idOf, registrationDeps } from '../support/registrants.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
const POST = 'POST /v1/events/{eventId}/registrations';

type Draft = NonNullable<Parameters<typeof storedEvent>[1]>;
/** What somebody says, by the names of the form; several values stand for several boxes. */
type Said = Record<string, string | string[]>;

const entriesOf = (said: Said) =>
  Object.entries(said).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const));

/** The same words in the shape of JSON. */
function jsonOf(said: Said): object {
  const under = (prefix: string) =>
    Object.fromEntries(
      Object.entries(said).flatMap(([name, value]) =>
        name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
      ),
    );
  const plain = Object.fromEntries(Object.entries(said).filter(([name]) => !name.includes('.')));
  return { ...plain, answers: under('answers.'), consents: under('consents.') };
}

const multipart = (said: Said): string =>
  [
    ...entriesOf(said).map(
      ([name, value]) => `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    ),
    '--x--\r\n',
  ].join('');

/** Every way in, as its request. The last two are what a browser posts from a page without script. */
const doors: Record<string, (said: Said) => object> = {
  JSON: (said) => ({ json: jsonOf(said) }),
  'a form by script': (said) => ({
    form: new URLSearchParams([...entriesOf(said)] as [string, string][]).toString(),
    headers: { accept: 'application/json' },
  }),
  'a form': (said) => ({ form: new URLSearchParams([...entriesOf(said)] as [string, string][]).toString() }),
  'a form in parts': (said) => ({
    body: multipart(said),
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
  }),
};

const field = (name: string, type: string, more: object = {}) =>
  ({ name, label: name, type, ...more }) as NonNullable<NonNullable<Draft['form']>['fields']>[number];
const tools = field('tools', 'choices', { choices: ['Saw', 'Shears'], required: true });
const why = field('why', 'text', { required: true, showWhen: { field: 'tools', equals: 'Saw' } });
const terms = { name: 'terms', text: 'I agree to the terms', version: '2027-03', required: true };
const later = new Date(NOW + 60_000).toISOString();
const earlier = new Date(NOW - 60_000).toISOString();

/** A rule, an event that has it, what breaks it, and what is answered: a status, and the places of the faults. */
const rules: [name: string, event: Draft, said: Said, status: number, told: string[]][] = [
  [
    'a free mail service',
    { businessOnly: true },
    { email: 'ann@gmail.com' },
    422,
    ['email business-address'],
  ],
  ['a business address', { businessOnly: true }, { email: 'ann@firm.example' }, 202, []],
  ['a required name', { form: { basics: { lastName: 'required' } } }, {}, 422, ['lastName required']],
  ['a box not ticked', { form: { consents: [terms] } }, {}, 422, ['consents.terms required']],
  [
    'a box unticked',
    { form: { consents: [terms] } },
    { 'consents.terms': 'false' },
    422,
    ['consents.terms required'],
  ],
  ['a box ticked', { form: { consents: [terms] } }, { 'consents.terms': 'true' }, 202, []],
  ['no choice', { form: { fields: [tools] } }, {}, 422, ['answers.tools required']],
  [
    'a wrong choice',
    { form: { fields: [tools] } },
    { 'answers.tools': ['Saw', 'Axe'] },
    422,
    ['answers.tools not-a-choice'],
  ],
  ['one choice', { form: { fields: [tools] } }, { 'answers.tools': 'Shears' }, 202, []],
  [
    'a question that is asked',
    { form: { fields: [tools, why] } },
    { 'answers.tools': ['Saw', 'Shears'] },
    422,
    ['answers.why required'],
  ],
  ['one that is not asked', { form: { fields: [tools, why] } }, { 'answers.tools': ['Shears'] }, 202, []],
  ['before it opens', { registration: { opensAt: later } }, {}, 409, ['not-open-yet']],
  ['after it closed', { registration: { closesAt: earlier } }, {}, 409, ['registration-closed']],
  ['within its window', { registration: { opensAt: earlier, closesAt: later } }, {}, 202, []],
  [
    'all faults at once',
    { businessOnly: true, form: { fields: [tools], basics: { phone: 'required' }, consents: [terms] } },
    { email: 'ann@web.de' },
    422,
    ['email business-address', 'phone required', 'answers.tools required', 'consents.terms required'],
  ],
];

let count = 0;
const call = callerOf(serveRegistration(registrationDeps(aws)));

async function knock(event: Event, door: (said: Said) => object, said: Said) {
  const reply = await call(POST, { params: { eventId: event.id }, ...door(said) });
  const isPage = reply.headers['content-type']?.startsWith('text/html') === true;
  return { status: reply.status, isPage, body: reply.body, reply };
}

describe.each(Object.entries(doors))('By %s', (_, door) => {
  it.each(rules)('%s is answered as the rule says', async (_name, draft, said, status, told) => {
    const event = await storedEvent(aws.table, draft);
    const session = await storedSession(aws.table, event);
    count += 1;
    const email = said['email'] ?? `door-${count}@firm.example`;
    const { status: answered, isPage, body, reply } = await knock(event, door, { ...said, email });
    const isForm = reply.headers['location'] !== undefined || isPage;
    expect(answered).toBe(status === 202 && isForm ? 303 : status);
    if (status !== 202 && !isPage) {
      const problem = reply.json() as { type: string; errors?: { field: string; code: string }[] };
      const places = problem.errors?.map((one) => `${one.field} ${one.code}`) ?? [];
      expect(places.length > 0 ? places : [problem.type.split(':').at(-1)]).toEqual(told);
    }
    // The page has each fault at its field, and what was typed.
    if (status === 422 && isPage) {
      expect(body.match(/class="bad"/g) ?? []).toHaveLength(told.length);
      expect(body).toContain(String(email));
    }
    const kept = await getRegistration(aws.table, session.id, idOf(String(email)));
    expect(kept?.status).toBe(status === 202 ? 'registered' : undefined);
  });

  it('what was agreed to and chosen is kept, what was not asked is not', async () => {
    const event = await storedEvent(aws.table, {
      form: {
        fields: [tools, why],
        basics: { phone: 'hidden' },
        consents: [terms, { ...terms, name: 'news', required: false }],
      },
    });
    const session = await storedSession(aws.table, event);
    count += 1;
    const email = `kept-${count}@firm.example`;
    const said = {
      ...{ email, firstName: 'Ann', phone: '123', 'consents.terms': 'on' },
      ...{ 'answers.tools': ['Shears'], 'answers.why': 'nobody asked' },
    };
    await knock(event, door, said);
    const kept = await getRegistration(aws.table, session.id, idOf(email));
    expect(kept).toMatchObject({ answers: {}, choices: { tools: ['Shears'] } });
    const [shown] = await withConsentTexts(aws.table, [kept!]);
    expect(shown?.agreements).toEqual([{ name: 'terms', version: '2027-03', text: 'I agree to the terms' }]);
    const person = await getParticipant(aws.table, idOf(email));
    expect([person?.firstName, person?.phone]).toEqual(['Ann', undefined]);
  });

  it('nobody comes in once the event is archived, and everybody again once it is not', async () => {
    const event = await storedEvent(aws.table);
    await storedSession(aws.table, event);
    const deps = { table: aws.table, now: () => NOW };
    await setArchived(deps, event.id, true);
    expect((await knock(event, door, { email: 'late@firm.example' })).status).toBe(409);
    await setArchived(deps, event.id, false);
    expect([202, 303]).toContain((await knock(event, door, { email: 'late@firm.example' })).status);
  });
});
