import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { wasWritten } from '../../platform/table/failures.ts';
import { getItem, getItems } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import type { Table } from '../../platform/table/table.ts';
import { consentVersion } from '../domain/consent-text.ts';
import type { Registration } from '../domain/registration.ts';
import { consentTextKey } from './registration-keys.ts';

const ConsentText = z.object({ eventId: z.string(), version: z.string(), text: z.string() });

/** Texts that this process knows to be kept: they stay for ever. */
const keptTexts = new WeakMap<Table['client'], Set<string>>();
const MOST_REMEMBERED = 1_000;

/** Keeps the text that people of an event agree to, once; answers its version. */
export async function keepConsentText(table: Table, eventId: string, text: string): Promise<string> {
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
