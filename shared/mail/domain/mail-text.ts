import type { Participant } from '../../people/domain/participant.ts';
import { personFieldsWith } from '../../person-fields/domain/person-field-names.ts';

/** A piece of a mail that organizers wrote: text, a link, or a placeholder that is filled in for each recipient. */
export type MailPiece = { text: string } | { url: string } | { value: string };

const FIELDS = personFieldsWith('mail', 'name', 'line');
type Field = (typeof FIELDS)[number];
const VARIABLES = 'variables.';

/** `{{firstName}}`, `{{variables.city|your city}}`. */
const placeholder = /\{\{([^{}|]*)(?:\|([^{}]*))?\}\}/g;
/** Up to the next blank; punctuation that ends a sentence is not part of the address. A placeholder may be. */
const link = /https?:\/\/(?:\{\{[^{}]*\}\}|[^\s<>"'{}])*(?:\{\{[^{}]*\}\}|[^\s<>"'{}.,;:!?)\]»”…])/giu;

/** What is wrong with the placeholders of a text, in words; `isVariable` knows the names of variables. */
export function placeholderFaults(text: string, isVariable: (name: string) => boolean): string[] {
  const isKnown = (name: string) =>
    FIELDS.some((field) => field === name) ||
    (name.startsWith(VARIABLES) && isVariable(name.slice(VARIABLES.length)));
  const unknown = [...text.matchAll(placeholder)]
    .map((match) => (match[1] ?? '').trim())
    .filter((name) => !isKnown(name))
    .map((name) => `There is nothing called "${name}" to put in.`);
  const isOpen = /\{\{|\}\}/.test(text.replaceAll(placeholder, ''));
  return isOpen ? [...unknown, 'A placeholder is written {{name}} or {{name|in its place}}.'] : unknown;
}

/**
 * Fills in a text for one person, in pieces. Only addresses that the organizer wrote become links: what people entered
 * about themselves is inserted as text, and percent-encoded within an address. `clean` makes a person's value safe for a
 * mail.
 */
export function personalize(
  text: string,
  person: Participant,
  clean: (value: string, name: string) => string,
): MailPiece[] {
  const pieces: MailPiece[] = [];
  const fill = (name: string, instead: string) => clean(valueOf(person, name), name) || instead;
  let done = 0;
  for (const match of text.matchAll(link)) {
    pieces.push(...textPieces(text.slice(done, match.index), fill));
    const url = match[0].replaceAll(placeholder, (_all, name: string, instead = '') =>
      encodeURIComponent(fill(name.trim(), String(instead)).toWellFormed()),
    );
    pieces.push(URL.canParse(url) ? { url } : { text: url });
    done = match.index + match[0].length;
  }
  return [...pieces, ...textPieces(text.slice(done), fill)];
}

function textPieces(text: string, fill: (name: string, instead: string) => string): MailPiece[] {
  const pieces: MailPiece[] = [];
  let done = 0;
  for (const match of text.matchAll(placeholder)) {
    const [whole, name = '', instead = ''] = match;
    pieces.push({ text: text.slice(done, match.index) }, { value: fill(name.trim(), instead) });
    done = match.index + whole.length;
  }
  return [...pieces, { text: text.slice(done) }].filter((piece) => !('text' in piece) || piece.text !== '');
}

/** The pieces as plain text. */
export function plainPieces(pieces: MailPiece[]): string {
  return pieces
    .map((piece) => ('text' in piece ? piece.text : 'url' in piece ? piece.url : piece.value))
    .join('');
}

const names: ReadonlySet<string> = new Set(personFieldsWith('mail', 'name'));

/** Whether a placeholder stands for a name of some kind. Names come from forms that anybody fills in. */
export const isNamePlaceholder = (name: string): boolean => names.has(name) || name.endsWith('Name');

const isField = (name: string): name is Field => FIELDS.some((field) => field === name);

function valueOf(person: Participant, name: string): string {
  if (isField(name)) return person[name] ?? '';
  const variables = new Map(Object.entries(person.variables ?? {}));
  return String(variables.get(name.slice(VARIABLES.length)) ?? '');
}
