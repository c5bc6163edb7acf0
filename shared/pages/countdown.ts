import { html, type Markup } from '../platform/html/html.ts';
import type { PageTexts } from './texts/page-texts.ts';

/** So many seconds in days, hours, minutes and seconds; the script counts them down. */
export function countdown(toGo: number, texts: PageTexts): Markup {
  const seconds = Math.max(0, Math.ceil(toGo));
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
