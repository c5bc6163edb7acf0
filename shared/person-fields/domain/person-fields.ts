import * as z from 'zod';
import { Locale } from '../../platform/values/locale.ts';
import { plainText } from '../../platform/values/text/plain-text.ts';

/** How the parts of the product treat a field of a person. What is left out is not done. */
export interface PersonFieldTraits {
  /** What a value must look like; each field may be missing. */
  schema: z.ZodType<string>;
  /** Who may set it: anybody (form, file, API) or only organizers (file, API); an address is read into its parts. */
  told: 'by-anybody' | 'by-organizers' | 'as-address';
  /** Whether it identifies the person, alone or with another field: an empty cell never removes it. */
  identifies?: true;
  /** Whether filters compare its text, or take a list of values. */
  filter?: 'text' | 'choice';
  /** Whether free search looks into it for every word, or for numbers. */
  search?: 'word' | 'number';
  /** Whether people are counted by its values. */
  facet?: true;
  /** Whether exports have a column of it. */
  export: boolean;
  /** How the hosted page asks for it: `folded` are those that few people need. */
  form?: { autocomplete: string; type: 'text' | 'email' | 'tel'; folded?: true };
  /** Whether mails can contain it. A `name` must not look like an advertisement, since anybody can fill in forms. */
  mail?: 'name' | 'line';
  /** Whether webhooks send it. */
  handOver: boolean;
  /** What becomes of it when two people become one: it fills what is missing, or goes with the address or the channel. */
  merge: 'fill' | 'with-address' | 'with-channel';
}

/** Links as other programs stored them; many old ones still begin with `http`. */
const WebLink = z.url({ protocol: /^https?$/ }).max(500);

/**
 * Every plain field of a person: form, JSON, import, filters, exports, mails, hand-overs and merging go by this list, in this
 * order. A new one stands here, has its labels in `shared/pages/texts` and what files call it in
 * `shared/imports/domain/headings/person-headings.ts` (both are asked for by types, and stay out of bundles that need none),
 * and is tried in all ways by the tests of this list.
 */
export const personFields = {
  /** Where mail goes. People of a messenger channel, or entered by name only, have none. */
  email: {
    schema: z.string(),
    told: 'as-address',
    identifies: true,
    filter: 'text',
    search: 'word',
    export: true,
    form: { autocomplete: 'email', type: 'email' },
    mail: 'line',
    handOver: true,
    merge: 'with-address',
  },
  firstName: {
    schema: plainText(100),
    told: 'by-anybody',
    filter: 'text',
    search: 'word',
    export: true,
    form: { autocomplete: 'given-name', type: 'text' },
    mail: 'name',
    handOver: true,
    merge: 'fill',
  },
  lastName: {
    schema: plainText(100),
    told: 'by-anybody',
    filter: 'text',
    search: 'word',
    export: true,
    form: { autocomplete: 'family-name', type: 'text' },
    mail: 'name',
    handOver: true,
    merge: 'fill',
  },
  phone: {
    schema: plainText(50),
    told: 'by-anybody',
    filter: 'text',
    search: 'number',
    export: true,
    form: { autocomplete: 'tel', type: 'tel', folded: true },
    mail: 'line',
    handOver: true,
    merge: 'fill',
  },
  company: {
    schema: plainText(200),
    told: 'by-anybody',
    filter: 'text',
    search: 'word',
    export: true,
    form: { autocomplete: 'organization', type: 'text', folded: true },
    mail: 'name',
    handOver: true,
    merge: 'fill',
  },
  jobTitle: {
    schema: plainText(200),
    told: 'by-anybody',
    filter: 'text',
    export: true,
    form: { autocomplete: 'organization-title', type: 'text', folded: true },
    mail: 'name',
    handOver: true,
    merge: 'fill',
  },
  locale: {
    schema: Locale,
    told: 'by-anybody',
    filter: 'choice',
    facet: true,
    export: true,
    handOver: true,
    merge: 'fill',
  },
  timeZone: {
    schema: plainText(64),
    told: 'by-anybody',
    export: true,
    handOver: true,
    merge: 'fill',
  },
  /** A messenger or other channel, such as `telegram`; with `externalId` it names a person as an address does. */
  channel: {
    schema: z.string().regex(/^[a-z][a-z0-9-]{0,29}$/, 'lower-case letters, digits and hyphens'),
    told: 'by-organizers',
    identifies: true,
    filter: 'choice',
    facet: true,
    export: true,
    handOver: true,
    merge: 'with-channel',
  },
  /** The person's id in the channel. */
  externalId: {
    schema: plainText(200),
    told: 'by-organizers',
    identifies: true,
    filter: 'text',
    export: true,
    handOver: true,
    merge: 'with-channel',
  },
  /** The person's name in the channel, as shown there. */
  messenger: {
    schema: plainText(100),
    told: 'by-organizers',
    filter: 'text',
    export: true,
    handOver: true,
    merge: 'with-channel',
  },
  profileUrl: {
    schema: WebLink,
    told: 'by-organizers',
    export: true,
    handOver: false,
    merge: 'with-channel',
  },
  avatarUrl: {
    schema: WebLink,
    told: 'by-organizers',
    export: true,
    handOver: false,
    merge: 'fill',
  },
} as const satisfies Record<string, PersonFieldTraits>;
