import { html, pathSegment } from '../../platform/html/html.ts';
import { layout } from '../layout.ts';
import type { ConfirmPageInput } from '../page-inputs.ts';
import { sessionCard } from '../session-card.ts';
import { pageTexts } from '../texts/page-texts-by-locale.ts';

/**
 * The page with the button that confirms a registration. Opening it changes nothing, since mail scanners open links, too.
 */
export function confirmPage({ locale, title, look, sessions, token }: ConfirmPageInput): string {
  const texts = pageTexts[locale];
  const body = html`<section class="card sheet stack">
    <div>
      <p class="over" dir="auto">${title}</p>
      <h1>${texts.confirmTitle}</h1>
    </div>
    <p>${texts.confirmText}</p>
    ${sessions?.map((session) => sessionCard(session, locale))}
    <form method="post" action="/c/${pathSegment(token)}" data-once="${texts.sending}">
      <button class="button" type="submit">${texts.confirmButton}</button>
    </form>
    <p class="hint">${texts.confirmHint}</p>
  </section>`;
  return layout({ locale, title: `${texts.confirmTitle} · ${title}`, body, look });
}
