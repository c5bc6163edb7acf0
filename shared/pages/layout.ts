import type { EventLook } from '../events/domain/event-look.ts';
import { html, raw, type Markup } from '../platform/html/html.ts';
import type { Locale } from '../platform/values/locale.ts';
import { lookStyle } from './look.ts';
import { pageScript } from './page-script.ts';
import { stylesheet } from './stylesheet.ts';

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='8' fill='%230b6650'/%3E%3Cpath d='M9 16.5l5 5L23.5 11' fill='none' stroke='%23fff' stroke-width='3.5' stroke-linecap='round' stroke-linejoin='round'/%3E%3C/svg%3E";

// Made here, not in the template: a space more and the hashes of the CSP would not fit.
const styleTag = raw(`<style>${stylesheet}</style>`);
const scriptTag = raw(`<script>${pageScript}</script>`);

interface Layout {
  locale: Locale;
  title: string;
  body: Markup;
  /** `narrow` unless said otherwise; `wide`: two columns where there is room, `.intro` and a card; `stage`: room for a frame. */
  width?: 'narrow' | 'wide' | 'stage';
  /** Found by search engines; pages behind a token never are. */
  indexed?: boolean;
  /** Reloads after so many seconds if scripts are off. */
  refreshSeconds?: number | undefined;
  /** The event's own; `pageHeaders` must be told the same. */
  look?: EventLook | undefined;
  /** Shown within a page of another site, which is told how high it is. */
  embedded?: boolean | undefined;
}

/** A whole HTML document in the house style. */
export function layout(parts: Layout): string {
  const { locale, title, body, width = 'narrow', indexed, refreshSeconds, embedded } = parts;
  const style = lookStyle(parts.look);
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        ${indexed !== true && html`<meta name="robots" content="noindex" />`}
        ${refreshSeconds !== undefined && html`<noscript><meta http-equiv="refresh" content="${refreshSeconds}" /></noscript>`}
        <title>${title}</title>
        <link rel="icon" href="${raw(icon)}" />
        ${styleTag}${style !== undefined && raw(`<style>${style}</style>`)}
      </head>
      <body ${embedded === true && html`class="embedded" data-embedded`}>
        <main class="${width}">${body}</main>
        ${scriptTag}
      </body>
    </html> `.text;
}
