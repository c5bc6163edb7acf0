import * as z from 'zod';
import { adapter, type Account } from '../adapter.ts';
import type { Contact } from '../contact.ts';
import { HubSpotSettings } from '../destination-settings.ts';
import type { FieldValue } from '../field-source.ts';
import { demandId, listNamed, type Lookup } from '../find-by-name.ts';
import { endTalk, expectStatus, failTalk, readAnswer, type Ask, type TalkPart } from '../talk.ts';

const vendor = 'HubSpot';
const contacts = '/crm/v3/objects/contacts';

type HubSpot = Account<HubSpotSettings>;
/** HubSpot knows no tags: what stands for them is a property. */
type Settings = HubSpotSettings & { tags: string[] };

const call = ({ base, secret }: HubSpot, method: Ask['method'], path: string, json?: object): Ask => ({
  method,
  url: `${base}${path}`,
  headers: { authorization: `Bearer ${secret}` },
  ...(json && { json }),
});

const Properties = z.object({
  results: z.array(z.object({ name: z.string(), label: z.string().default('') })),
});

const properties = (account: HubSpot): Lookup<z.infer<typeof Properties>> => ({
  vendor,
  // All come at once.
  pageSize: Infinity,
  ask: () => call(account, 'GET', '/crm/v3/properties/contacts'),
  answer: Properties,
  named: ({ results }) => results.map(({ name, label }) => ({ id: name, names: [name, label] })),
});

function* propertyNames(account: HubSpot, names: string[]): TalkPart<string[]> {
  if (names.length === 0) return [];
  const all = yield* listNamed(properties(account));
  return names.map((name) => demandId(vendor, 'property', all, name));
}

const FoundList = z.object({
  list: z.object({ listId: z.union([z.string(), z.number()]).transform(String) }),
});

/** The id of the list; an id is one itself. */
function* listId(account: HubSpot): TalkPart<string | undefined> {
  const { list } = account.settings;
  if (list === undefined || /^\d+$/.test(list)) return list;
  const path = `/crm/v3/lists/object-type-id/0-1/name/${encodeURIComponent(list)}`;
  const answer = yield { ...call(account, 'GET', path), isLookup: true as const };
  if ('status' in answer && answer.status === 404)
    return failTalk(
      `HubSpot has no list “${list}”. Was it renamed or removed? Correct the destination's settings.`,
    );
  return readAnswer(vendor, expectStatus(vendor, answer), FoundList).list.listId;
}

/** Several values are written with semicolons. */
const plain = (value: FieldValue): string => (Array.isArray(value) ? value.join(';') : String(value));

const Record = z.object({ id: z.string() });

/** Changes the contact of this address, or makes it: somebody else may be making it at the same time. */
function* upsert(account: HubSpot, email: string, values: object): TalkPart<string> {
  const change = call(account, 'PATCH', `${contacts}/${encodeURIComponent(email)}?idProperty=email`, {
    properties: values,
  });
  const changed = expectStatus(vendor, yield change, 404);
  if (changed.status !== 404) return readAnswer(vendor, changed, Record).id;
  const made = expectStatus(
    vendor,
    yield call(account, 'POST', contacts, { properties: { email, ...values } }),
    409,
  );
  if (made.status !== 409) return readAnswer(vendor, made, Record).id;
  const again = expectStatus(vendor, yield change, 404);
  if (again.status !== 404) return readAnswer(vendor, again, Record).id;
  return endTalk({ outcome: 'later', reason: 'HubSpot has the contact, and does not show it yet.' });
}

function* handOver(account: HubSpot, contact: Contact): TalkPart<void> {
  const list = yield* listId(account);
  const names = yield* propertyNames(
    account,
    contact.fields.map(({ to }) => to),
  );
  const { firstName, lastName, phone } = contact;
  const id = yield* upsert(account, contact.email, {
    ...(firstName !== undefined && { firstname: firstName }),
    ...(lastName !== undefined && { lastname: lastName }),
    ...(phone !== undefined && { phone }),
    ...Object.fromEntries(contact.fields.map(({ value }, index) => [names[index] ?? '', plain(value)])),
  });
  // A list of HubSpot subscribes nobody: what contacts allow stands apart from it, and stays as it is.
  if (list === undefined) return;
  const join = call(account, 'PUT', `/crm/v3/lists/${encodeURIComponent(list)}/memberships/add`, [id]);
  expectStatus(vendor, yield join);
}

/** HubSpot. Known by address; a private app has 100 calls in ten seconds, which it may share, so 8 a second. */
export const hubSpot = adapter<Settings>({
  vendor,
  settings: HubSpotSettings.transform((settings): Settings => ({ ...settings, tags: [] })),
  base: () => 'https://api.hubapi.com',
  hosts: ['api.hubapi.com', 'api-eu1.hubapi.com'],
  callsPerSecond: 8,
  callsOf: ({ list }) => (list === undefined ? 2 : 3),
  handOver,
  *check(account) {
    yield* listNamed(properties(account));
    yield* listId(account);
    yield* propertyNames(
      account,
      account.settings.fields.map(({ to }) => to),
    );
  },
});
