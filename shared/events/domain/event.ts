import * as z from 'zod';
import { EventId } from '../../platform/values/ids.ts';
import { Locale } from '../../platform/values/locale.ts';
import { isPropertyOfAll } from '../../platform/values/text/property-name.ts';
import { VariableName } from '../../variables/domain/variable.ts';

export const FormField = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/, {
      error: 'letters, digits and _, beginning with a letter, 40 at most',
      abort: true,
    })
    .refine((name) => !isPropertyOfAll(name), 'is a word that programs use themselves'),
  label: z.string().trim().min(1).max(200),
  type: z.enum(['text', 'email', 'number', 'boolean', 'choice', 'date', 'textarea']),
  required: z.boolean().default(false),
  choices: z.array(z.string().trim().min(1).max(200)).min(1).max(100).optional(),
  /** The variable of the person that the answer fills, where it has no value yet. */
  variable: VariableName.optional(),
});
export type FormField = z.infer<typeof FormField>;

/** An origin as browsers send it: scheme, host, port; no path. */
const Origin = z
  .string()
  .max(300)
  .refine(
    (text) => URL.canParse(text) && new URL(text).origin === text,
    'must be an origin like https://www.example.com',
  );

/** The URL parser drops line breaks and tabs, and takes `https:x` for an address; a header or a browser does not. */
const plainHttps = /^https:\/\/[^\s\p{Cc}\\]+$/iu;

export const HttpsUrl = z
  .string()
  .max(2000)
  .refine(
    (text) => plainHttps.test(text) && URL.canParse(text) && isHttpsWithoutUserinfo(new URL(text)),
    'must be an https:// address',
  );

function isHttpsWithoutUserinfo(url: URL): boolean {
  return url.protocol === 'https:' && url.username === '' && url.password === '';
}

const uniqueNames = (fields: FormField[]): boolean =>
  new Set(fields.map((field) => field.name)).size === fields.length;
const choicesWhereNeeded = (fields: FormField[]): boolean =>
  fields.every((field) => (field.type === 'choice') === (field.choices !== undefined));

const EventForm = z.strictObject({
  fields: z
    .array(FormField)
    .max(50)
    .refine(uniqueNames, 'field names must be unique')
    .refine(choicesWhereNeeded, 'choices belong to fields of type choice, and each of those needs them'),
});

/** What an organizer enters about an event; whether the time zone exists is checked where the zone table is. */
export const EventDraft = z.strictObject({
  kind: z.enum(['scheduled', 'room']).default('scheduled'),
  title: z.string().trim().min(1).max(200),
  description: z.string().max(10_000).default(''),
  timeZone: z.string().min(1).max(64),
  locale: Locale.default('en'),
  form: EventForm.default({ fields: [] }),
  allowedOrigins: z.array(Origin).max(20).default([]),
  doubleOptIn: z.boolean().default(false),
  /** Per cent of a session that makes somebody an attendee. */
  attendanceThreshold: z.number().int().min(1).max(100).default(50),
  thankYouUrl: HttpsUrl.optional(),
});
export type EventDraft = z.infer<typeof EventDraft>;

/** What people register for. */
export const Event = z.object({ ...EventDraft.shape, id: EventId, createdAt: z.string() });
export type Event = z.infer<typeof Event>;
