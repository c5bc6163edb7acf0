import { html, pathSegment, type Markup } from '../../platform/html/html.ts';
import { layout } from '../layout.ts';
import type { WaitlistPageInput } from '../page-inputs.ts';
import { sessionCard } from '../session-card.ts';
import { pageTexts } from '../texts/page-texts-by-locale.ts';
import type { Locale } from '../../platform/values/locale.ts';

/**
 * The page of somebody who waits for a place: where they stand in the line, or the place that is held for them with the two
 * buttons to answer. Opening it changes nothing; a button posts `answer` to /w/{token}.
 */
export function waitlistPage(input: WaitlistPageInput): string {
  const { locale, title, look, session, state } = input;
  const texts = pageTexts[locale].waiting;
  const headline = state === 'waiting' ? pageTexts[locale].messages.waitlisted.title : texts[`${state}Title`];
  const body = html`<section class="card sheet stack">
    <div>
      <p class="over" dir="auto">${title}</p>
      <h1>${headline}</h1>
    </div>
    ${sessionCard(session, locale)} ${contentOf(input)}
  </section>`;
  return layout({ locale, title: `${headline} · ${title}`, body, look });
}

function contentOf(input: WaitlistPageInput): Markup {
  const texts = pageTexts[input.locale].waiting;
  switch (input.state) {
    case 'taken':
      return html`<p>${texts.takenText}</p>`;
    case 'offered':
      return html`<p>${texts.offeredText.replace('{until}', () => input.until ?? '')}</p>
        ${answers(input, texts.take, texts.decline)}
        <p class="hint">${input.token === undefined ? texts.byMail : texts.offeredHint}</p>`;
    case 'waiting':
      return html`${place(input)}
        <p>${texts.waitingText}</p>
        ${answers(input, undefined, texts.leave)}`;
  }
}

function place({ place: at, locale }: WaitlistPageInput): Markup | false {
  const texts = pageTexts[locale].waiting;
  if (at === undefined) return false;
  const said =
    at.atLeast === true
      ? texts.farBack.replace('{count}', () => String(at.number - 1))
      : texts.place.replace('{place}', () => ordinal(at.number, locale));
  return html`<p class="lead">${said}</p>`;
}

const englishEnds: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
const englishOrder = new Intl.PluralRules('en', { type: 'ordinal' });

/** A place in a line as it is written: 3rd, 3., 3e, 3. */
function ordinal(number: number, locale: Locale): string {
  switch (locale) {
    case 'en':
      return `${number}${englishEnds[englishOrder.select(number)] ?? ''}`;
    case 'fr':
      return number === 1 ? '1er' : `${number}e`;
    case 'de':
      return `${number}.`;
    case 'ru':
      return String(number);
  }
}

function answers(
  { token, locale }: WaitlistPageInput,
  take: string | undefined,
  decline: string,
): Markup | false {
  if (token === undefined) return false;
  const button = (answer: string, look: string, label: string) =>
    html`<form method="post" action="/w/${pathSegment(token)}" data-once="${pageTexts[locale].sending}">
      <input type="hidden" name="answer" value="${answer}" />
      <button class="${look}" type="submit">${label}</button>
    </form>`;
  return html`${take !== undefined && button('take', 'button', take)}
  ${button('decline', 'button plain', decline)}`;
}
