import * as z from 'zod';
import { adapter, type Account } from '../adapter.ts';
import type { Contact, ContactField } from '../contact.ts';
import { GetResponseSettings } from '../destination-settings.ts';
import { textOf } from '../field-source.ts';
import { demandId, idOf, listNamed, type Lookup } from '../find-by-name.ts';
import { endTalk, expectStatus, failTalk, readAnswer, type Ask, type TalkPart } from '../talk.ts';

const vendor = 'GetResponse';
const PAGE = 1000;
/** Longer names are cut. */
const NAME_LENGTH = 128;

type GetResponse = Account<GetResponseSettings>;

const call = (
  { base, secret, settings: { domain } }: GetResponse,
  method: Ask['method'],
  path: string,
  json?: object,
): Ask => ({
  method,
  url: `${base}${path}`,
  headers: { 'x-auth-token': `api-key ${secret}`, ...(domain !== undefined && { 'x-domain': domain }) },
  ...(json && { json }),
});

/** A list of GetResponse: of campaigns, custom fields, tags. */
function lookup(account: GetResponse, path: string, id: string): Lookup<Record<string, unknown>[]> {
  return {
    vendor,
    pageSize: PAGE,
    ask: (page) => call(account, 'GET', `/${path}?perPage=${PAGE}&page=${page + 1}`),
    answer: z.array(z.record(z.string(), z.unknown())),
    named: (all) => all.map((one) => ({ id: String(one[id]), names: [String(one['name'])] })),
  };
}

function* listOf(account: GetResponse): TalkPart<string> {
  return demandId(
    vendor,
    'list',
    yield* listNamed(lookup(account, 'campaigns', 'campaignId')),
    account.settings.list,
  );
}

function* fieldIdsOf(account: GetResponse, names: string[]): TalkPart<string[]> {
  if (names.length === 0) return [];
  const all = yield* listNamed(lookup(account, 'custom-fields', 'customFieldId'));
  return names.map((name) => demandId(vendor, 'custom field', all, name));
}

function* fieldValuesOf(account: GetResponse, fields: ContactField[]): TalkPart<object[]> {
  const ids = yield* fieldIdsOf(
    account,
    fields.map(({ to }) => to),
  );
  return fields.map(({ value }, index) => ({
    customFieldId: ids[index],
    value: Array.isArray(value) ? value : [textOf(value)],
  }));
}

const MadeTag = z.object({ tagId: z.string() });

/** Tags by name; those that are not there are made. */
function* tagsOf(account: GetResponse, names: string[]): TalkPart<{ tagId: string }[]> {
  if (names.length === 0) return [];
  const all = yield* listNamed(lookup(account, 'tags', 'tagId'));
  const tags: { tagId: string }[] = [];
  for (const name of names) {
    const known = idOf(all, name);
    if (known !== undefined) tags.push({ tagId: known });
    else
      tags.push(
        readAnswer(vendor, expectStatus(vendor, yield call(account, 'POST', '/tags', { name })), MadeTag),
      );
  }
  return tags;
}

const Found = z.array(z.object({ contactId: z.string(), email: z.string() }));

function* findContact(account: GetResponse, email: string, campaignId: string): TalkPart<string | undefined> {
  const query = new URLSearchParams({ 'query[email]': email, 'query[campaignId]': campaignId });
  const answer = expectStatus(vendor, yield call(account, 'GET', `/contacts?${query.toString()}`));
  const found = readAnswer(vendor, answer, Found);
  return found.find((one) => one.email.toLowerCase() === email.toLowerCase())?.contactId;
}

function* update(account: GetResponse, id: string, fields: object[], tags: object[]): TalkPart<void> {
  const at = `/contacts/${encodeURIComponent(id)}`;
  // These upsert what they name, and leave all else as it is.
  if (fields.length > 0) {
    const json = { customFieldValues: fields };
    expectStatus(vendor, yield call(account, 'POST', `${at}/custom-fields`, json));
  }
  if (tags.length > 0) expectStatus(vendor, yield call(account, 'POST', `${at}/tags`, { tags }));
}

function* handOver(account: GetResponse, contact: Contact): TalkPart<void> {
  const campaignId = yield* listOf(account);
  const customFieldValues = yield* fieldValuesOf(account, contact.fields);
  const tags = yield* tagsOf(account, contact.tags);
  if (contact.mayBeMailed) {
    const name = [contact.firstName, contact.lastName].filter(Boolean).join(' ').slice(0, NAME_LENGTH);
    const answer = yield call(account, 'POST', '/contacts', {
      email: contact.email,
      // An empty name is refused.
      ...(name !== '' && { name }),
      campaign: { campaignId },
      ...(customFieldValues.length > 0 && { customFieldValues }),
      ...(tags.length > 0 && { tags }),
    });
    // 202: taken, and there in a while. 409: on the list already.
    if (expectStatus(vendor, answer, 409).status !== 409) return;
  }
  const id = yield* findContact(account, contact.email, campaignId);
  if (id !== undefined) return yield* update(account, id, customFieldValues, tags);
  if (!contact.mayBeMailed)
    return failTalk(
      'The person takes no mail, and whom GetResponse knows is on a list: they were not put on it.',
    );
  return endTalk({ outcome: 'later', reason: 'GetResponse has the contact, and does not show it yet.' });
}

/**
 * GetResponse. Known by address and list; POST answers before the contact is there (202), which may take minutes. 80 calls a
 * second and 30,000 in ten minutes, so 50.
 */
export const getResponse = adapter<GetResponseSettings>({
  vendor,
  settings: GetResponseSettings,
  base: () => 'https://api.getresponse.com/v3',
  hosts: ['api.getresponse.com', 'api3.getresponse360.com', 'api3.getresponse360.pl'],
  callsPerSecond: 50,
  callsOf: () => 2,
  handOver,
  *check(account) {
    yield* listOf(account);
    yield* fieldIdsOf(
      account,
      account.settings.fields.map(({ to }) => to),
    );
  },
});
