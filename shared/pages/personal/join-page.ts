import { html, safeUrl, type Markup } from '../../platform/html/html.ts';
import { countdown } from '../countdown.ts';
import { layout } from '../layout.ts';
import type { JoinPageInput } from '../page-inputs.ts';
import { roomFrame, type RoomFrame } from '../room-frame.ts';
import { sessionCard } from '../session-card.ts';
import { pageTexts } from '../texts/page-texts-by-locale.ts';
import type { PageTexts } from '../texts/page-texts.ts';

/**
 * The page of a personal link: countdown, room, recording, or why there is none; the provider's page in a frame where that is
 * allowed. It leads to https addresses of the session only.
 */
export function joinPage(input: JoinPageInput): string {
  const { locale, title, session, look } = input;
  const texts = pageTexts[locale];
  const live = input.state === 'live';
  const body = html`<section class="card sheet stack">
    <div>
      <p class="${live ? 'over live' : 'over'}">${live ? texts.liveTitle : headline(input, texts)}</p>
      <h1 dir="auto">${title}</h1>
    </div>
    ${session !== undefined && sessionCard(session, locale)} ${stateOf(input, texts)}
  </section>`;
  const framed = shownFrame(input) !== undefined;
  const waits = (live && !framed) || input.state === 'upcoming';
  const refreshSeconds = waits ? 30 : undefined;
  return layout({ locale, title, body, look, refreshSeconds, width: framed ? 'stage' : 'narrow' });
}

/** What the page shows in a frame; its headers must allow it. */
export function shownFrame({ state, roomUrl, replayUrl }: Shown): RoomFrame | undefined {
  const shown = state === 'live' ? roomUrl : state === 'ended' ? replayUrl : undefined;
  const link = httpsOnly(shown);
  return link === undefined ? undefined : roomFrame(link);
}

type Shown = Pick<JoinPageInput, 'state' | 'roomUrl' | 'replayUrl'>;

function headline({ state }: JoinPageInput, texts: PageTexts): string | false {
  switch (state) {
    case 'cancelled':
      return texts.cancelledTitle;
    case 'left':
      return texts.leftTitle;
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
    case 'left':
      return html``;
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
  const seconds = (Date.parse(session.startsAtUtc) - Date.parse(now)) / 1000;
  return html`<div>
      <p class="hint">${texts.startsIn}</p>
      ${countdown(seconds, texts)}
      <p class="live" data-starts-now hidden>${texts.startsNow}</p>
    </div>
    <p class="hint">${texts.upcomingHint}</p>
    ${button}`;
}

function room(input: JoinPageInput, texts: PageTexts): Markup {
  const link = httpsOnly(input.roomUrl);
  if (link === undefined) return html`<p data-look-again>${texts.roomMissing}</p>`;
  const frame = shownFrame(input);
  const script = input.beat !== undefined && beatTag(input.beat);
  if (frame) return html`${framed(frame, link, input.title, texts)} ${script}`;
  if (script)
    return html`<p>${texts.enterHint}</p>
      <a class="button" href="${link}" target="_blank" rel="noreferrer" data-enter>${texts.enterRoom}</a>
      ${script}`;
  return html`<p>${texts.liveHint}</p>
    <a class="button" href="${link}" rel="noreferrer" data-go>${texts.enterRoom}</a>`;
}

/** Says that somebody is in the room, as long as the page is open; its headers must allow it. */
const beatTag = (token: string): Markup =>
  html`<script src="/v1/presence/beat.js" data-token="${token}"></script>`;

/** Only the origin is told to the provider, who may ask for it; never the address, which holds the token. */
function framed({ src, allow }: RoomFrame, link: string, title: string, texts: PageTexts): Markup {
  return html`<iframe
      class="frame"
      src="${src}"
      title="${title}"
      allow="${allow}"
      referrerpolicy="strict-origin"
    ></iframe>
    <p><a class="button plain" href="${link}" target="_blank" rel="noreferrer">${texts.ownWindow}</a></p>`;
}

function ended(input: JoinPageInput, texts: PageTexts): Markup {
  const link = httpsOnly(input.replayUrl);
  if (link === undefined) return html`<p>${texts.endedText}</p>`;
  const frame = shownFrame(input);
  if (frame)
    return html`<p>${texts.endedReplay}</p>
      ${framed(frame, link, input.title, texts)}`;
  return html`<p>${texts.endedReplay}</p>
    <a class="button" href="${link}" rel="noreferrer">${texts.watchReplay}</a>`;
}

function httpsOnly(address: string | undefined): string | undefined {
  const link = address === undefined ? undefined : safeUrl(address);
  return link?.startsWith('/') === true ? undefined : link;
}
