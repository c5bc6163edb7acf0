import { html, safeUrl, type Markup } from '../platform/html/html.ts';
import { layout } from './layout.ts';
import type { JoinPageInput } from './page-inputs.ts';
import { sessionCard } from './session-card.ts';
import { pageTexts } from './texts/page-texts-by-locale.ts';
import type { PageTexts } from './texts/page-texts.ts';

/**
 * The page of a personal link: countdown, room, recording, or why there is none. It links to https addresses of the session
 * only.
 */
export function joinPage(input: JoinPageInput): string {
  const { locale, title, session } = input;
  const texts = pageTexts[locale];
  const live = input.state === 'live';
  const body = html`<section class="card sheet stack">
    <div>
      <p class="${live ? 'over live' : 'over'}">${live ? texts.liveTitle : headline(input, texts)}</p>
      <h1 dir="auto">${title}</h1>
    </div>
    ${session !== undefined && sessionCard(session, locale)} ${stateOf(input, texts)}
  </section>`;
  const waits = live || input.state === 'upcoming';
  return layout({ locale, title, body, refreshSeconds: waits ? 30 : undefined });
}

function headline({ state }: JoinPageInput, texts: PageTexts): string | false {
  switch (state) {
    case 'cancelled':
      return texts.cancelledTitle;
    case 'ended':
      return texts.endedTitle;
    case 'pending':
      return texts.pendingTitle;
    case 'live':
    case 'upcoming':
      return false;
  }
}

function stateOf(input: JoinPageInput, texts: PageTexts): Markup {
  switch (input.state) {
    case 'pending':
      return html`<p>${texts.pendingText}</p>`;
    case 'cancelled':
      return html`<p>${texts.cancelledText}</p>`;
    case 'ended':
      return ended(input, texts);
    case 'live':
      return room(input, texts);
    case 'upcoming':
      return upcoming(input, texts);
  }
}

function upcoming({ session, now, calendarUrl }: JoinPageInput, texts: PageTexts): Markup {
  const calendar = calendarUrl === undefined ? undefined : safeUrl(calendarUrl);
  const button =
    calendar !== undefined && html`<a class="button plain" href="${calendar}">${texts.addToCalendar}</a>`;
  if (session === undefined)
    return html`<p data-look-again>${texts.roomMissing}</p>
      ${button}`;
  const seconds = Math.max(0, Math.ceil((Date.parse(session.startsAtUtc) - Date.parse(now)) / 1000));
  return html`<div>
      <p class="hint">${texts.startsIn}</p>
      ${countdown(seconds, texts)}
      <p class="live" data-starts-now hidden>${texts.startsNow}</p>
    </div>
    <p class="hint">${texts.upcomingHint}</p>
    ${button}`;
}

function countdown(seconds: number, texts: PageTexts): Markup {
  const units = [
    { unit: 'd', left: Math.floor(seconds / 86_400), label: texts.daysShort },
    { unit: 'h', left: Math.floor(seconds / 3600) % 24, label: texts.hoursShort },
    { unit: 'm', left: Math.floor(seconds / 60) % 60, label: texts.minutesShort },
    { unit: 's', left: seconds % 60, label: texts.secondsShort },
  ];
  const tiles = units.map(({ unit, left, label }) => {
    const empty = unit === 'd' && left === 0 && html` hidden`;
    return html`<div data-unit="${unit}" ${empty}><b>${left}</b> <span>${label}</span></div>`;
  });
  return html`<div class="count" role="timer" data-starts-in="${seconds}">${tiles}</div>`;
}

function room({ roomUrl }: JoinPageInput, texts: PageTexts): Markup {
  const link = httpsOnly(roomUrl);
  if (link === undefined) return html`<p data-look-again>${texts.roomMissing}</p>`;
  return html`<p>${texts.liveHint}</p>
    <a class="button" href="${link}" rel="noreferrer" data-go>${texts.enterRoom}</a>`;
}

function ended({ replayUrl }: JoinPageInput, texts: PageTexts): Markup {
  const link = httpsOnly(replayUrl);
  if (link === undefined) return html`<p>${texts.endedText}</p>`;
  return html`<p>${texts.endedReplay}</p>
    <a class="button" href="${link}" rel="noreferrer">${texts.watchReplay}</a>`;
}

function httpsOnly(address: string | undefined): string | undefined {
  const link = address === undefined ? undefined : safeUrl(address);
  return link?.startsWith('/') === true ? undefined : link;
}
