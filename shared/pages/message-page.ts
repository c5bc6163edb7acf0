import { html, pathSegment, type Markup } from '../platform/html/html.ts';
import { layout } from './layout.ts';
import type { Locale } from '../platform/values/locale.ts';
import type { MessagePageInput } from './page-inputs.ts';
import { sessionCard } from './session-card.ts';
import { pageTexts } from './texts/page-texts-by-locale.ts';

/** A page with a message only: what went wrong and what to do, or what was done. */
export function messagePage({ locale, kind, title, look, offer }: MessagePageInput): string {
  const message = pageTexts[locale].messages[kind];
  const body = html`<section class="card sheet stack">
    <div>
      ${title !== undefined && html`<p class="over" dir="auto">${title}</p>`}
      <h1>${message.title}</h1>
    </div>
    <p>${message.text}</p>
    ${offer !== undefined && offered(offer, locale)}
  </section>`;
  return layout({ locale, title: message.title, body, look });
}

function offered({ eventId, session }: NonNullable<MessagePageInput['offer']>, locale: Locale): Markup {
  const texts = pageTexts[locale];
  if (session === undefined) return html`<p>${texts.noNextDate}</p>`;
  return html`<p>${texts.nextDate}</p>
    ${sessionCard(session, locale)}
    <a class="button" href="/e/${pathSegment(eventId)}">${texts.toRegistration}</a>`;
}
