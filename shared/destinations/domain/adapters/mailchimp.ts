import { createHash } from 'node:crypto';
import * as z from 'zod';
import { adapter, type Account } from '../adapter.ts';
import type { Contact } from '../contact.ts';
import { MailchimpSettings } from '../destination-settings.ts';
import { textOf } from '../field-source.ts';
import { demandId, idOf, listNamed, type Lookup, type Named } from '../find-by-name.ts';
import { endTalk, expectStatus, type Ask, type TalkPart } from '../talk.ts';
import type { VendorAnswer } from '../../../platform/values/vendor-exchange.ts';

const vendor = 'Mailchimp';
const PAGE = 1000;

type Mailchimp = Account<MailchimpSettings>;

const call = ({ base, secret }: Mailchimp, method: Ask['method'], path: string, json?: object): Ask => ({
  method,
  url: `${base}${path}`,
  headers: { authorization: `Basic ${Buffer.from(`turnout:${secret}`).toString('base64')}` },
  ...(json && { json }),
});

/** Overloaded, Mailchimp answers a bare 403; a refusal says why, as JSON. */
function expect(answer: VendorAnswer, ...statuses: number[]) {
  if ('status' in answer && answer.status === 403 && !answer.body.trimStart().startsWith('{'))
    return endTalk({
      outcome: 'later',
      reason: 'Mailchimp answered 403 without a reason.',
      isOverloaded: true,
    });
  return expectStatus(vendor, answer, ...statuses);
}

const Lists = z.object({ lists: z.array(z.object({ id: z.string(), name: z.string() })) });
const MergeFields = z.object({ merge_fields: z.array(z.object({ tag: z.string(), name: z.string() })) });

const lists = (account: Mailchimp): Lookup<z.infer<typeof Lists>> => ({
  vendor,
  pageSize: PAGE,
  ask: (page) =>
    call(account, 'GET', `/lists?count=${PAGE}&offset=${page * PAGE}&fields=lists.id,lists.name`),
  answer: Lists,
  named: (answer) => answer.lists.map(({ id, name }) => ({ id, names: [name] })),
});

const mergeFields = (account: Mailchimp, list: string): Lookup<z.infer<typeof MergeFields>> => ({
  vendor,
  pageSize: PAGE,
  ask: (page) => call(account, 'GET', `/lists/${list}/merge-fields?count=${PAGE}&offset=${page * PAGE}`),
  answer: MergeFields,
  named: (answer) => answer.merge_fields.map(({ tag, name }): Named => ({ id: tag, names: [tag, name] })),
});

function* listId(account: Mailchimp): TalkPart<string> {
  return demandId(vendor, 'audience', yield* listNamed(lists(account)), account.settings.list);
}

/** Names and phone go where audiences have a place for them; fields that are mapped must be there. */
function* mergeValues(account: Mailchimp, list: string, contact: Contact): TalkPart<Record<string, string>> {
  const all = yield* listNamed(mergeFields(account, list));
  const { firstName = '', lastName = '', phone = '' } = contact;
  const own = Object.entries({ FNAME: firstName, LNAME: lastName, PHONE: phone });
  const there = own.filter(([tag, value]) => value !== '' && idOf(all, tag) !== undefined);
  const mapped = contact.fields.map(
    ({ to, value }) => [demandId(vendor, 'field', all, to), textOf(value)] as const,
  );
  return Object.fromEntries([...there, ...mapped]);
}

function* handOver(account: Mailchimp, contact: Contact): TalkPart<void> {
  const list = yield* listId(account);
  const merge = yield* mergeValues(account, list, contact);
  const isNew = account.settings.doubleOptIn ? 'pending' : 'subscribed';
  const hash = createHash('md5').update(contact.email.toLowerCase()).digest('hex');
  const at = `/lists/${list}/members/${hash}`;
  // `status_if_new` leaves the status of whom it knows: nobody who unsubscribed is subscribed again.
  const member = {
    email_address: contact.email,
    status_if_new: contact.mayBeMailed ? isNew : 'unsubscribed',
    merge_fields: merge,
  };
  expect(yield call(account, 'PUT', `${at}?skip_merge_validation=true`, member));
  if (contact.tags.length === 0) return;
  const tags = contact.tags.map((name) => ({ name, status: 'active' }));
  expect(yield call(account, 'POST', `${at}/tags`, { tags }));
}

/** Mailchimp. Known by the MD5 of the address; ten calls at a time, and no headers that tell of limits. */
export const mailchimp = adapter<MailchimpSettings>({
  vendor,
  settings: MailchimpSettings,
  keyFault: ({ baseUrl }, secret) =>
    baseUrl === undefined && !/-[a-z]{2,3}\d{1,3}$/.test(secret)
      ? 'A key of Mailchimp ends with its data centre: …-us21.'
      : undefined,
  base: (_, secret) => `https://${secret.slice(secret.lastIndexOf('-') + 1)}.api.mailchimp.com/3.0`,
  hosts: ['.api.mailchimp.com'],
  callsPerSecond: 10,
  callsOf: (_, tags) => (tags > 0 ? 2 : 1),
  handOver,
  *check(account) {
    const list = yield* listId(account);
    const all = yield* listNamed(mergeFields(account, list));
    for (const { to } of account.settings.fields) demandId(vendor, 'field', all, to);
  },
});
