import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Event } from '../../events/domain/event.ts';
import { wasWritten } from '../../platform/table/failures.ts';
import { getItem, getItems } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import type { Table } from '../../platform/table/table.ts';
import { pick } from '../../platform/values/pick.ts';
import { personFieldsWith } from '../../person-fields/domain/person-field-names.ts';
import { consentVersion, isKeptOnce } from '../domain/consent-text.ts';
import type { Registration } from '../domain/registration.ts';
import type { RegistrationRequest } from '../domain/registration-request.ts';
import { consentTextKey } from './registration-keys.ts';

const ConsentText = z.object({ eventId: z.string(), version: z.string(), text: z.string() });

/** Texts that this process knows to be kept: they stay for ever. */
const keptTexts = new WeakMap<Table['client'], Set<string>>();
const MOST_REMEMBERED = 1_000;

/** What the person tells of themselves. */
const toldFields = personFieldsWith('told', 'by-anybody');

/** What somebody agreed to, as their registration keeps it: the text by its version where others agree to the same. */
export async function keepConsent(
  table: Table,
  eventId: string,
  { consent, email, answers, ...told }: RegistrationRequest,
): Promise<Registration['consent']> {
  const said = [email.address, email.key, ...Object.values({ ...answers, ...pick(told, toldFields) })];
  if (consent?.text === undefined || !isKeptOnce(consent, said)) return consent;
  return { given: consent.given, version: await keepConsentText(table, eventId, consent.text) };
}

/** Which of the event's consents were given. Their words are the organizer's own: they are kept once, whatever their length. */
export async function keepAgreements(
  table: Table,
  { id, form }: Pick<Event, 'id' | 'form'>,
  { consents }: RegistrationRequest,
): Promise<NonNullable<Registration['consents']>> {
  const given = form.consents.filter(({ name }) => Object.hasOwn(consents, name) && consents[name] === true);
  return Promise.all(
    given.map(async ({ name, version, text }) => ({
      name,
      version,
      wording: await keepConsentText(table, id, text),
    })),
  );
}

/** Keeps the text that people of an event agree to, once; answers its version. */
async function keepConsentText(table: Table, eventId: string, text: string): Promise<string> {
  const version = consentVersion(text);
  const key = consentTextKey(eventId, version);
  const kept = keptTexts.get(table.client) ?? new Set<string>();
  if (kept.has(`${key.pk} ${version}`)) return version;
  // A refused write would cost as much as one that is done.
  if (!(await getItem(table, key))) await insert(table, { eventId, version, text });
  if (kept.size >= MOST_REMEMBERED) kept.clear();
  keptTexts.set(table.client, kept.add(`${key.pk} ${version}`));
  return version;
}

/** Two who come first write the same. */
async function insert(table: Table, given: z.infer<typeof ConsentText>): Promise<void> {
  const Item = { ...consentTextKey(given.eventId, given.version), ...stamp('consent-text'), ...given };
  await wasWritten(
    table.client.send(
      new PutCommand({ TableName: table.name, Item, ConditionExpression: 'attribute_not_exists(pk)' }),
    ),
  );
}

/** Something that was agreed to, with its words. */
export interface Agreement {
  name: string;
  version: string;
  text: string;
}

/** The registrations with the words that were agreed to, wherever they are kept. Consistent. */
export async function withConsentTexts<T extends Pick<Registration, 'eventId' | 'consent' | 'consents'>>(
  table: Table,
  registrations: T[],
): Promise<(T & { agreements: Agreement[] })[]> {
  const textOf = await readTexts(table, registrations);
  return registrations.map((one) => {
    const { eventId, consent, consents = [] } = one;
    const agreements = consents.map(({ name, version, wording }) => ({
      name,
      version,
      text: textOf(eventId, wording),
    }));
    if (consent?.version === undefined) return { ...one, agreements };
    const { version, ...said } = consent;
    return { ...one, agreements, consent: { text: textOf(eventId, version), ...said } };
  });
}

async function readTexts(
  table: Table,
  registrations: Pick<Registration, 'eventId' | 'consent' | 'consents'>[],
): Promise<(eventId: string, version: string) => string> {
  const keys = registrations.flatMap(({ eventId, consent, consents = [] }) =>
    [consent?.version, ...consents.map(({ wording }) => wording)].flatMap((version) =>
      version === undefined ? [] : [consentTextKey(eventId, version)],
    ),
  );
  const different = new Map(keys.map((key) => [`${key.pk} ${key.sk}`, key]));
  const items = different.size === 0 ? [] : await getItems(table, [...different.values()]);
  const texts = new Map(
    items.map((item) => {
      const { eventId, version, text } = readItem(ConsentText, 'consent-text', item);
      return [`${eventId} ${version}`, text];
    }),
  );
  return (eventId, version) => {
    const text = texts.get(`${eventId} ${version}`);
    if (text === undefined) throw new Error(`The consent text ${version} of ${eventId} is gone.`);
    return text;
  };
}
