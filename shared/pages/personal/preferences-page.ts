import { html, pathSegment, type Markup } from '../../platform/html/html.ts';
import { layout } from '../layout.ts';
import { maskEmail } from '../mask-email.ts';
import type { PreferenceAction, PreferencesPageInput } from '../page-inputs.ts';
import { pageTexts } from '../texts/page-texts-by-locale.ts';
import type { PageTexts } from '../texts/page-texts.ts';

/** The preferences page of one registration. Opening it changes nothing; each button posts `action` to /u/{token}. */
export function preferencesPage(input: PreferencesPageInput): string {
  const { locale, title, look } = input;
  const texts = pageTexts[locale];
  const optedOut = input.optedOutOfAll || input.optedOutOfEvent;
  const body = html`<section class="card sheet stack">
    <div>
      <p class="over" dir="auto">${title}</p>
      <h1>${texts.preferencesTitle}</h1>
      <p class="lead">${texts.preferencesFor} <b>${maskEmail(input.email)}</b></p>
    </div>
    ${input.done !== undefined && html`<p class="note" role="status">${doneText(input.done, texts)}</p>`}
    <p>${stateText(input, texts)}</p>
    ${!optedOut && choice(input, 'unsubscribe-event', texts.unsubscribeEvent, texts.unsubscribeEventHint)}
    ${!input.optedOutOfAll && choice(input, 'unsubscribe-all', texts.unsubscribeAll, texts.unsubscribeAllHint)}
    ${optedOut && choice(input, 'resubscribe', texts.resubscribe, texts.resubscribeHint)}
  </section>`;
  return layout({ locale, title: `${texts.preferencesTitle} · ${title}`, body, look });
}

function choice(
  { token, locale }: PreferencesPageInput,
  action: PreferenceAction,
  label: string,
  hint: string,
): Markup {
  const look = action === 'unsubscribe-event' ? 'button' : 'button plain';
  return html`<form method="post" action="/u/${pathSegment(token)}" data-once="${pageTexts[locale].sending}">
    <input type="hidden" name="action" value="${action}" />
    <button class="${look}" type="submit" aria-describedby="${action}-hint">${label}</button>
    <p class="hint under" id="${action}-hint">${hint}</p>
  </form>`;
}

function stateText({ optedOutOfAll, optedOutOfEvent }: PreferencesPageInput, texts: PageTexts): string {
  if (optedOutOfAll) return texts.stateAllOff;
  return optedOutOfEvent ? texts.stateEventOff : texts.stateOn;
}

function doneText(done: PreferenceAction, texts: PageTexts): string {
  switch (done) {
    case 'unsubscribe-event':
      return texts.doneUnsubscribeEvent;
    case 'unsubscribe-all':
      return texts.doneUnsubscribeAll;
    case 'resubscribe':
      return texts.doneResubscribe;
  }
}
