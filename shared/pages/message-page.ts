import { html } from '../platform/html/html.ts';
import { layout } from './layout.ts';
import type { MessagePageInput } from './page-inputs.ts';
import { pageTexts } from './texts/page-texts-by-locale.ts';

/** A page that only says something: what went wrong and what to do, or what was done. */
export function messagePage({ locale, kind, title }: MessagePageInput): string {
  const message = pageTexts[locale].messages[kind];
  const body = html`<section class="card sheet stack">
    <div>
      ${title !== undefined && html`<p class="over" dir="auto">${title}</p>`}
      <h1>${message.title}</h1>
    </div>
    <p>${message.text}</p>
  </section>`;
  return layout({ locale, title: message.title, body });
}
