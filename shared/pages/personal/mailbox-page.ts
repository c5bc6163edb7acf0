import { html, pathSegment } from '../../platform/html/html.ts';
import type { Locale } from '../../platform/values/locale.ts';
import { layout } from '../layout.ts';
import { moderatorPageTexts } from '../texts/moderator-page-texts.ts';
import { pageTexts } from '../texts/page-texts-by-locale.ts';

/** The page that stops mails to organizers. Opening it changes nothing; its button posts to /n/{token}. */
export function mailboxPage({
  locale,
  token,
  isStopped,
}: {
  locale: Locale;
  token: string;
  isStopped: boolean;
}): string {
  const texts = moderatorPageTexts[locale];
  const ask = html`<p>${texts.stopText}</p>
    <form method="post" action="/n/${pathSegment(token)}" data-once="${pageTexts[locale].sending}">
      <button class="button" type="submit">${texts.stopButton}</button>
    </form>`;
  const body = html`<section class="card sheet stack">
    <h1>${texts.stopTitle}</h1>
    ${isStopped ? html`<p class="note" role="status">${texts.stopped}</p>` : ask}
  </section>`;
  return layout({ locale, title: texts.stopTitle, body });
}
