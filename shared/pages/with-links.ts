import { html, type Markup } from '../platform/html/html.ts';

/** An address, without the full stop or bracket of the sentence that it stands in. */
const addresses = /(https:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]])/;

/** What an organizer wrote, its https addresses as links; they open beside the form, which keeps what was typed. */
export function withLinks(text: string): Markup {
  const parts = text.split(addresses);
  return html`${parts.map((part, at) =>
    at % 2 === 0 ? part : html`<a href="${part}" target="_blank" rel="noopener">${part}</a>`,
  )}`;
}
