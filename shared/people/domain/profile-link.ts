import type { ContactDetails } from './participant.ts';

const HANDLE = /^@?([A-Za-z0-9_.]{2,64})$/;
const DIGITS = /^\d{1,20}$/;

/** The address of a person's page in a channel; undefined when this name or id has none. */
const pages: Record<
  string,
  (contact: { name: string | undefined; id: string | undefined }) => string | undefined
> = {
  // Only a name leads somewhere: ids of Telegram are numbers.
  telegram: ({ name, id }) => below('https://t.me/', name ?? nameOf(id)),
  vk: ({ name, id }) =>
    id !== undefined && DIGITS.test(id)
      ? `https://vk.com/id${id}`
      : below('https://vk.com/', nameOf(id) ?? name),
  whatsapp: ({ id }) => {
    const digits = id?.replace(/[\s()+-]/g, '');
    return digits !== undefined && /^\d{7,15}$/.test(digits) ? `https://wa.me/${digits}` : undefined;
  },
  instagram: ({ name, id }) => below('https://www.instagram.com/', name ?? nameOf(id)),
  facebook: ({ name, id }) => below('https://www.facebook.com/', handleOf(id) ?? name),
};

/** The link to a person's page in their channel: as given, else made from what is known. */
export function profileLink(contact: ContactDetails): string | undefined {
  if (contact.profileUrl !== undefined) return contact.profileUrl;
  const page =
    contact.channel !== undefined && Object.hasOwn(pages, contact.channel)
      ? pages[contact.channel]
      : undefined;
  return page?.({ name: nameOf(contact.messenger), id: contact.externalId });
}

const below = (site: string, name: string | undefined): string | undefined =>
  name === undefined ? undefined : site + name;

/** A handle without its `@`; undefined for anything else, such as a full name. */
function handleOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : HANDLE.exec(text)?.[1];
}

/** The same, but not if it is only a number. */
function nameOf(text: string | undefined): string | undefined {
  const handle = handleOf(text);
  return handle === undefined || DIGITS.test(handle) ? undefined : handle;
}
