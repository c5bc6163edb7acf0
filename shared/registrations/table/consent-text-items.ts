import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { wasWritten } from '../../platform/table/failures.ts';
import { getItem, getItems } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import type { Table } from '../../platform/table/table.ts';
import { pick } from '../../platform/values/pick.ts';
import { personFieldsWith } from '../../people/domain/person-field-names.ts';
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

/** The registrations with the words that were agreed to, wherever they are kept. Consistent. */
export async function withConsentTexts<T extends Pick<Registration, 'eventId' | 'consent'>>(
  table: Table,
  registrations: T[],
): Promise<T[]> {
  const keys = registrations.flatMap(({ eventId, consent }) =>
    consent?.version === undefined ? [] : [consentTextKey(eventId, consent.version)],
  );
  const different = new Map(keys.map((key) => [`${key.pk} ${key.sk}`, key]));
  if (different.size === 0) return registrations;
  const items = await getItems(table, [...different.values()]);
  const texts = new Map(
    items.map((item) => {
      const { eventId, version, text } = readItem(ConsentText, 'consent-text', item);
      return [`${eventId} ${version}`, text];
    }),
  );
  return registrations.map((one) => {
    if (one.consent?.version === undefined) return one;
    const { version, ...consent } = one.consent;
    const text = texts.get(`${one.eventId} ${version}`);
    if (text === undefined) throw new Error(`The consent text ${version} of ${one.eventId} is gone.`);
    return { ...one, consent: { text, ...consent } };
  });
}
