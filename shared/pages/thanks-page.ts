import { html, type Markup } from '../platform/html/html.ts';
import { calendarLinks } from './calendar-links.ts';
import { countdown } from './countdown.ts';
import { layout } from './layout.ts';
import { markdown } from './markdown.ts';
import type { PageSession, ThanksPageInput } from './page-inputs.ts';
import { sessionCard } from './session-card.ts';
import { pageTexts } from './texts/page-texts-by-locale.ts';

/** The page after a form was posted: the same for everyone, whether known or not. */
export function thanksPage(input: ThanksPageInput): string {
  const { locale, event, sessions = [], embedded } = input;
  const texts = pageTexts[locale];
  const { title, thankYouText, thankYouUrl, look } = event;
  const language = event.locale ?? locale;
  const body = html`<section class="card sheet stack" data-seen>
    <div>
      <p class="over" dir="auto" lang="${language}">${title}</p>
      <h1>${texts.thanksTitle}</h1>
    </div>
    ${thankYouText === undefined ? html`<p>${texts.thanksText}</p>` : html`<div class="text" dir="auto" lang="${language}">${markdown(thankYouText)}</div>`}
    ${sessions.map((session) => dateOf(session, input))} ${beginning(input)}
    <p class="hint">${texts.thanksHint}</p>
    ${embedded === true && thankYouUrl !== undefined && html`<p><a class="button" href="${thankYouUrl}" target="_top" data-leave>${texts.goOn}</a></p>`}
  </section>`;
  return layout({ locale, title: `${texts.thanksTitle} · ${title}`, body, look, embedded });
}

function dateOf(session: PageSession, { locale, event }: ThanksPageInput): Markup {
  const texts = pageTexts[locale];
  const links = calendarLinks({ ...session, title: event.title, details: texts.calendarDetails });
  return html`<div>
    ${sessionCard(session, locale)}
    <p class="hint under">${texts.addToCalendar}</p>
    <ul class="links">
      ${links.map(
        ({ name, url }) =>
          html`<li><a href="${url}" target="_blank" rel="noopener noreferrer">${name}</a></li>`,
      )}
    </ul>
  </div>`;
}

/** How long it is until the first date, if that is still to come. */
function beginning({ sessions = [], now, locale }: ThanksPageInput): Markup | false {
  const [first] = sessions.map(({ startsAtUtc }) => Date.parse(startsAtUtc)).toSorted((a, b) => a - b);
  if (first === undefined || now === undefined || first <= Date.parse(now)) return false;
  const texts = pageTexts[locale];
  return html`<div>
    <p class="hint">${texts.startsIn}</p>
    ${countdown((first - Date.parse(now)) / 1000, texts)}
  </div>`;
}
