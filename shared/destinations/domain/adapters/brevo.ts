import * as z from 'zod';
import { adapter, type Account } from '../adapter.ts';
import type { Contact } from '../contact.ts';
import { BrevoSettings } from '../destination-settings.ts';
import type { FieldValue } from '../field-source.ts';
import { demandId, idOf, listNamed, type Lookup, type Named } from '../find-by-name.ts';
import { expectStatus, type Ask, type TalkPart } from '../talk.ts';

const vendor = 'Brevo';
const PAGE = 50;

type Brevo = Account<BrevoSettings>;
/** Brevo knows no tags of contacts. */
type Settings = BrevoSettings & { tags: string[] };

const call = ({ base, secret }: Brevo, method: Ask['method'], path: string, json?: object): Ask => ({
  method,
  url: `${base}${path}`,
  headers: { 'api-key': secret },
  ...(json && { json }),
});

const Lists = z.object({ lists: z.array(z.object({ id: z.number(), name: z.string() })).default([]) });
const Attributes = z.object({ attributes: z.array(z.object({ name: z.string() })) });

const lists = (account: Brevo): Lookup<z.infer<typeof Lists>> => ({
  vendor,
  pageSize: PAGE,
  ask: (page) => call(account, 'GET', `/contacts/lists?limit=${PAGE}&offset=${page * PAGE}`),
  answer: Lists,
  named: (answer) => answer.lists.map(({ id, name }) => ({ id: String(id), names: [name] })),
});

const attributes = (account: Brevo): Lookup<z.infer<typeof Attributes>> => ({
  vendor,
  // All come at once.
  pageSize: Infinity,
  ask: () => call(account, 'GET', '/contacts/attributes'),
  answer: Attributes,
  named: (answer) => answer.attributes.map(({ name }): Named => ({ id: name, names: [name] })),
});

function* listId(account: Brevo): TalkPart<string | undefined> {
  const { list } = account.settings;
  return list === undefined ? undefined : demandId(vendor, 'list', yield* listNamed(lists(account)), list);
}

/** What an account's attributes for names are called depends on the language in which it was opened. */
const own = {
  firstName: ['FIRSTNAME', 'PRENOM', 'VORNAME'],
  lastName: ['LASTNAME', 'NOM', 'NACHNAME'],
} as const;

/** Numbers and booleans stay what they are: an attribute of another type ignores the value. */
const plain = (value: FieldValue) => (Array.isArray(value) ? value.join(', ') : value);

/** An attribute that does not exist would be passed over in silence. */
function* attributesOf(
  account: Brevo,
  contact: Contact,
): TalkPart<Record<string, string | number | boolean>> {
  const all = yield* listNamed(attributes(account));
  const values: Record<string, string | number | boolean> = {};
  for (const name of ['firstName', 'lastName'] as const) {
    const attribute = own[name].find((one) => idOf(all, one) !== undefined);
    const value = contact[name] ?? '';
    if (attribute !== undefined && value !== '') values[attribute] = value;
  }
  for (const { to, value } of contact.fields) values[demandId(vendor, 'attribute', all, to)] = plain(value);
  return values;
}

function* handOver(account: Brevo, contact: Contact): TalkPart<void> {
  const list = yield* listId(account);
  const values = yield* attributesOf(account, contact);
  // Who unsubscribed at Brevo stays on its own list of those (`emailBlacklisted`), which is not touched here.
  const listIds = list !== undefined && contact.mayBeMailed ? [Number(list)] : undefined;
  const json = { email: contact.email, attributes: values, listIds, updateEnabled: true };
  expectStatus(vendor, yield call(account, 'POST', '/contacts', json));
}

/** Brevo. Known by address (`updateEnabled`); ten calls a second are what every plan has for contacts (not verified). */
export const brevo = adapter<Settings>({
  vendor,
  settings: BrevoSettings.transform((settings): Settings => ({ ...settings, tags: [] })),
  base: () => 'https://api.brevo.com/v3',
  hosts: ['api.brevo.com'],
  callsPerSecond: 10,
  callsOf: () => 1,
  handOver,
  *check(account) {
    const all = yield* listNamed(attributes(account));
    for (const { to } of account.settings.fields) demandId(vendor, 'attribute', all, to);
    yield* listId(account);
  },
});
