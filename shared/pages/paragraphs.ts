import { html, type Markup } from '../platform/html/html.ts';

/** Plain text as paragraphs: an empty line separates them; the stylesheet keeps single line breaks. */
export function paragraphs(text: string): readonly Markup[] {
  return text
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => html`<p>${part}</p>`);
}
