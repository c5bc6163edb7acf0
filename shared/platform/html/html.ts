/** Markup that is safe to put into a page as it is: made by `html` or, for constants of ours, by `raw`. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = Markup | string | number | undefined | false | readonly Part[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

// NUL and the like are parse errors in HTML; half surrogates have no UTF-8.
const notForPages = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** Marks text of our own as markup. Never for anything a person or a table row brought. */
export function raw(text: string): Markup {
  return new Markup(text);
}

/** Template tag for HTML: escapes everything but `Markup`, checks links, insists on quoted attributes. `false` and `undefined` vanish. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let text = strings[0] ?? '';
  parts.forEach((part, index) => {
    text += render(part, strings[index] ?? '') + (strings[index + 1] ?? '');
  });
  return new Markup(text);
}

/** The address if it may stand in a link: `https:`, a path of the same origin, or a place on the page. */
export function safeUrl(address: string): string | undefined {
  if (/[\u0000-\u0020\u007f-\u009f\\]/.test(address)) return undefined;
  if (/^(?:\/(?!\/)|#[\w-]+$)/.test(address)) return address;
  return /^https:\/\/[^/]/i.test(address) && URL.canParse(address) ? address : undefined;
}

/** Text as one segment of a path. Half surrogates have no percent form. */
export function pathSegment(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

function render(part: Part, before: string): string {
  if (before.endsWith('=')) throw new Error(`Unquoted attribute: ${before.slice(-40)}`);
  if (part === undefined || part === false) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'object') return part.map((one) => render(one, before)).join('');
  const text = String(part);
  return escape(/\b(?:href|src|action|formaction)="$/.test(before) ? (safeUrl(text) ?? '#') : text);
}

function escape(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(notForPages, '')
    .replaceAll(/[&<>"'`]/g, (character) => entities[character] ?? '');
}
