import * as z from 'zod';
import { adapter, type Account } from '../adapter.ts';
import type { Contact } from '../contact.ts';
import { ActiveCampaignSettings } from '../destination-settings.ts';
import { textOf, type FieldValue } from '../field-source.ts';
import { demandId, idOf, listNamed, type Lookup, type Named } from '../find-by-name.ts';
import { expectStatus, readAnswer, type Ask, type TalkPart } from '../talk.ts';

const vendor = 'ActiveCampaign';
const PAGE = 100;
const Id = z.union([z.string(), z.number()]).transform(String);

type ActiveCampaign = Account<ActiveCampaignSettings>;

const call = ({ base, secret }: ActiveCampaign, method: Ask['method'], path: string, json?: object): Ask => ({
  method,
  url: `${base}/api/3${path}`,
  headers: { 'api-token': secret },
  ...(json && { json }),
});

const Page = z.record(z.string(), z.unknown());
const Entry = z.object({
  id: Id,
  name: z.string().optional(),
  title: z.string().optional(),
  perstag: z.string().optional(),
});

function lookup(account: ActiveCampaign, kind: 'lists' | 'fields'): Lookup<Record<string, unknown>> {
  return {
    vendor,
    pageSize: PAGE,
    ask: (page) => call(account, 'GET', `/${kind}?limit=${PAGE}&offset=${page * PAGE}`),
    answer: Page,
    named: (answer) =>
      z
        .array(Entry)
        .parse(answer[kind] ?? [])
        .map(({ id, name, title, perstag }): Named => ({
          id,
          names: [name, title, perstag].filter((one) => one !== undefined),
        })),
  };
}

function* listId(account: ActiveCampaign): TalkPart<string | undefined> {
  const { list } = account.settings;
  return list === undefined
    ? undefined
    : demandId(vendor, 'list', yield* listNamed(lookup(account, 'lists')), list);
}

function* fieldIds(account: ActiveCampaign, names: string[]): TalkPart<string[]> {
  if (names.length === 0) return [];
  const all = yield* listNamed(lookup(account, 'fields'));
  return names.map((name) => demandId(vendor, 'custom field', all, name));
}

const Tags = z.object({ tags: z.array(z.object({ id: Id, tag: z.string() })) });
const MadeTag = z.object({ tag: z.object({ id: Id }) });

/** The tag of this name, made if there is none. */
function* tagId(account: ActiveCampaign, name: string): TalkPart<string> {
  const ask = call(account, 'GET', `/tags?${new URLSearchParams({ search: name, limit: '100' }).toString()}`);
  const found = readAnswer(vendor, expectStatus(vendor, yield { ...ask, isLookup: true }), Tags);
  const known = idOf(
    found.tags.map(({ id, tag }) => ({ id, names: [tag] })),
    name,
  );
  if (known !== undefined) return known;
  const made = yield call(account, 'POST', '/tags', {
    tag: { tag: name, tagType: 'contact', description: '' },
  });
  return readAnswer(vendor, expectStatus(vendor, made), MadeTag).tag.id;
}

/** Several values are written between bars. */
const plain = (value: FieldValue): string =>
  Array.isArray(value) ? `||${value.join('||')}||` : textOf(value);

const Synced = z.object({ contact: z.object({ id: Id }) });
const Lists = z.object({ contactLists: z.array(z.object({ list: Id })) });

/** Puts somebody on the list, unless they are or were on it: status 1 would undo that they unsubscribed. */
function* subscribe(account: ActiveCampaign, contact: string, list: string): TalkPart<void> {
  const of = expectStatus(
    vendor,
    yield call(account, 'GET', `/contacts/${encodeURIComponent(contact)}/contactLists`),
  );
  const { contactLists } = readAnswer(vendor, of, Lists);
  if (contactLists.some((one) => one.list === list)) return;
  const json = { contactList: { list, contact, status: 1 } };
  expectStatus(vendor, yield call(account, 'POST', '/contactLists', json));
}

function* handOver(account: ActiveCampaign, contact: Contact): TalkPart<void> {
  const list = yield* listId(account);
  const ids = yield* fieldIds(
    account,
    contact.fields.map(({ to }) => to),
  );
  const tags: string[] = [];
  for (const name of contact.tags) tags.push(yield* tagId(account, name));
  const { email, firstName, lastName, phone } = contact;
  const fieldValues = contact.fields.map(({ value }, index) => ({ field: ids[index], value: plain(value) }));
  const json = {
    contact: { email, firstName, lastName, phone, ...(fieldValues.length > 0 && { fieldValues }) },
  };
  const synced = expectStatus(vendor, yield call(account, 'POST', '/contact/sync', json));
  const { id } = readAnswer(vendor, synced, Synced).contact;
  for (const tag of tags)
    expectStatus(vendor, yield call(account, 'POST', '/contactTags', { contactTag: { contact: id, tag } }));
  if (list !== undefined && contact.mayBeMailed) yield* subscribe(account, id, list);
}

/** ActiveCampaign. Known by address (`sync`); five calls a second for the whole account, whatever the key, of which
 * one is left for others. */
export const activeCampaign = adapter<ActiveCampaignSettings>({
  vendor,
  settings: ActiveCampaignSettings,
  base: ({ baseUrl }) => baseUrl,
  hosts: ['.api-us1.com', '.api-us2.com', '.api-eu1.com', '.api-au1.com', '.activehosted.com'],
  callsPerSecond: 4,
  callsOf: ({ list }, tags) => 1 + tags + (list === undefined ? 0 : 2),
  handOver,
  *check(account) {
    // Also where nothing is named: it tells whether the key is good.
    yield* listNamed(lookup(account, 'lists'));
    yield* listId(account);
    yield* fieldIds(
      account,
      account.settings.fields.map(({ to }) => to),
    );
  },
});
