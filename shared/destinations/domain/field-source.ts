import * as z from 'zod';
import type { HandedOver } from './handed-over.ts';

/** What can be mapped into a field of another system, by its name. */
const plain = {
  participant: [
    'id',
    'email',
    'firstName',
    'lastName',
    'phone',
    'company',
    'jobTitle',
    'locale',
    'timeZone',
    'channel',
    'externalId',
    'messenger',
    'source',
    'status',
    'createdAt',
    'groups',
  ],
  event: ['id', 'title'],
  session: ['id', 'name', 'startsAt', 'timeZone', 'startsAtUtc', 'durationMinutes'],
  registration: ['id', 'status', 'source', 'createdAt'],
  attendance: ['state', 'seconds', 'share'],
} as const;

/** Parts under which there is anything that an organizer named. */
const open = ['participant.variables.', 'participant.utm.', 'registration.answers.'];

const names = Object.entries(plain).flatMap(([part, fields]) => fields.map((field) => `${part}.${field}`));

const isSource = (text: string): boolean =>
  names.includes(text) || open.some((prefix) => text.startsWith(prefix) && text.length > prefix.length);

/** Where the value of a field comes from: `event.title`, `participant.variables.city`, `registration.answers.topic`. */
export const FieldSource = z
  .string()
  .max(200)
  .refine(isSource, `must be one of ${[...names, ...open.map((prefix) => `${prefix}<name>`)].join(', ')}`);

/** A value that every system can take. */
export type FieldValue = string | number | boolean | string[];

const Value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

/** The value of a field in what is handed over; undefined where there is none. */
export function valueOf({ data }: HandedOver, source: string): FieldValue | undefined {
  const prefix = open.find((one) => source.startsWith(one));
  // What organizers named may hold dots of its own.
  const path = prefix ? [...prefix.split('.').slice(0, -1), source.slice(prefix.length)] : source.split('.');
  const found = path.reduce<unknown>((value, name) => ownOf(value, name), data);
  const value = Value.safeParse(found);
  return value.success && value.data !== '' ? value.data : undefined;
}

const Parts = z.record(z.string(), z.unknown());

function ownOf(value: unknown, name: string): unknown {
  const parts = Parts.safeParse(value);
  return parts.success && Object.hasOwn(parts.data, name) ? parts.data[name] : undefined;
}

/** A value as one text, for systems that take nothing else. */
export const textOf = (value: FieldValue): string =>
  Array.isArray(value) ? value.join(', ') : String(value);
