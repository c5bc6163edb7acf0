import { html } from '../platform/html/html.ts';
import { layout } from './layout.ts';
import type { ThanksPageInput } from './page-inputs.ts';
import { pageTexts } from './texts/page-texts-by-locale.ts';

/** The page after a form was posted: the same for everyone, whether known or not. */
export function thanksPage({ locale, event }: ThanksPageInput): string {
  const texts = pageTexts[locale];
  const body = html`<section class="card sheet stack">
    <div>
      <p class="over" dir="auto" lang="${event.locale ?? locale}">${event.title}</p>
      <h1>${texts.thanksTitle}</h1>
    </div>
    <p>${texts.thanksText}</p>
    <p class="hint">${texts.thanksHint}</p>
  </section>`;
  return layout({ locale, title: `${texts.thanksTitle} · ${event.title}`, body });
}
