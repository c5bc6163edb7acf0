import { startCrmServer, type CrmAnswer, type CrmCall, type CrmServer } from './crm-server.ts';

/** What ActiveCampaign keeps of somebody. */
interface Contact {
  id: string;
  email: string;
  fields: Record<string, string>;
  tags: Set<string>;
  /** By list: 1 subscribed, 2 unsubscribed. */
  lists: Map<string, number>;
  /** How often they were synced. */
  synced: number;
}

/** A fake ActiveCampaign: key, five calls a second, sync by address, tags, lists; with a store that tests read. */
export interface FakeActiveCampaign extends CrmServer {
  key: string;
  contacts: Map<string, Contact>;
  fields: { id: string; title: string }[];
  lists: { id: string; name: string }[];
  tags: { id: string; tag: string }[];
  /** Calls in each second of this clock are counted, and more than five refused; none without a clock. */
  clock?: () => number;
}

const KEY = 'ab'.repeat(30);
const CALLS_A_SECOND = 5;

export async function startActiveCampaign(): Promise<FakeActiveCampaign> {
  const seconds = new Map<number, number>();
  const byId = (id: string) => [...fake.contacts.values()].find((one) => one.id === id);
  const serve = (call: CrmCall): CrmAnswer => {
    if (call.headers['api-token'] !== fake.key) return { status: 403, json: { message: 'Invalid token' } };
    if (fake.clock) {
      const second = Math.floor(fake.clock() / 1000);
      seconds.set(second, (seconds.get(second) ?? 0) + 1);
      if (seconds.get(second)! > CALLS_A_SECOND) return { status: 429, headers: { 'retry-after': '1' } };
    }
    const at = `${call.method} ${call.path.replace('/api/3', '')}`;
    const offset = Number(call.query.get('offset') ?? 0);
    if (at === 'GET /fields')
      return { status: 200, json: { fields: fake.fields.slice(offset, offset + 100) } };
    if (at === 'GET /lists') return { status: 200, json: { lists: fake.lists.slice(offset, offset + 100) } };
    if (at === 'GET /tags')
      return {
        status: 200,
        json: { tags: fake.tags.filter(({ tag }) => tag.includes(call.query.get('search') ?? '')) },
      };
    if (at === 'POST /tags') {
      const tag = { id: String(fake.tags.length + 1), tag: call.json.tag.tag as string };
      fake.tags.push(tag);
      return { status: 201, json: { tag } };
    }
    if (at === 'POST /contact/sync') return sync(fake, call.json.contact);
    const contact = byId(String(call.json?.contactTag?.contact ?? call.json?.contactList?.contact ?? ''));
    if (at === 'POST /contactTags') {
      if (!contact) return { status: 404, json: { message: 'No Result found for Subscriber' } };
      contact.tags.add(fake.tags.find(({ id }) => id === String(call.json.contactTag.tag))!.tag);
      return { status: 201, json: {} };
    }
    if (at === 'POST /contactLists') {
      contact?.lists.set(String(call.json.contactList.list), call.json.contactList.status);
      return { status: 201, json: {} };
    }
    const [, id] = /^GET \/contacts\/(\d+)\/contactLists$/.exec(at) ?? [];
    if (id !== undefined) {
      const contactLists = [...(byId(id)?.lists ?? [])].map(([list, status]) => ({ list, status }));
      return { status: 200, json: { contactLists } };
    }
    return { status: 404, json: { message: `Not there: ${at}` } };
  };
  const server = await startCrmServer(serve);
  const fake: FakeActiveCampaign = Object.assign(server, {
    key: KEY,
    contacts: new Map<string, Contact>(),
    fields: [{ id: '7', title: 'Webinar' }],
    lists: [{ id: '3', name: 'Webinars' }],
    tags: [],
  });
  return fake;
}

function sync(fake: FakeActiveCampaign, given: any): CrmAnswer {
  if (!given.email) return { status: 422, json: { message: 'email is missing' } };
  const key = String(given.email).toLowerCase();
  const known = fake.contacts.get(key);
  const contact: Contact = known ?? {
    ...{ id: String(fake.contacts.size + 1), email: given.email, fields: {}, synced: 0 },
    ...{ tags: new Set<string>(), lists: new Map<string, number>() },
  };
  for (const { field, value } of given.fieldValues ?? []) contact.fields[String(field)] = String(value);
  contact.synced += 1;
  fake.contacts.set(key, contact);
  return { status: known ? 200 : 201, json: { contact: { id: contact.id } } };
}
