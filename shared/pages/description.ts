import { html, type Markup } from '../platform/html/html.ts';
import type { Locale } from '../platform/values/locale.ts';
import { pageTexts } from './texts/page-texts-by-locale.ts';

/** What of a description may stand above the form: on a phone the first field is in sight below it. */
const LEAD_COLUMNS = 200;
/** A little more is not worth folding. */
const SLACK = 60;
const LINE_COLUMNS = 40;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** An event's description above its form: its beginning; a long one goes on where somebody asks for it. */
export function description(text: string | undefined, locale: Locale): Markup {
  const { lead, rest } = leadOf(text ?? '');
  return html`<div class="lead text" dir="auto">${paragraphs(lead)}</div>
    ${
      rest !== undefined &&
      html`<details>
        <summary lang="${locale}">${pageTexts[locale].readOn}</summary>
        <div class="lead text" dir="auto">${paragraphs(rest)}</div>
      </details>`
    }`;
}

/** Plain text as paragraphs: an empty line separates them; the stylesheet keeps single line breaks. */
function paragraphs(text: string): readonly Markup[] {
  return text
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => html`<p>${part}</p>`);
}

/** A description as its beginning, which ends with a sentence where it can, and the rest, if there is any. */
export function leadOf(description: string): { lead: string; rest?: string } {
  const text = description.replaceAll('\r\n', '\n').trim();
  const end = fitting(text, LEAD_COLUMNS);
  if (end === text.length || fitting(text, LEAD_COLUMNS + SLACK) === text.length) return { lead: text };
  const fits = text.slice(0, end);
  const sentence = lastEnd(fits, /[.!?…](?=\s)|[。！？]|\n/gu);
  if (sentence > end / 3) return { lead: text.slice(0, sentence).trim(), rest: text.slice(sentence).trim() };
  const word = lastEnd(fits, /\s/gu);
  const cut = word > end / 3 ? word : end;
  return { lead: `${text.slice(0, cut).trim()}…`, rest: `…${text.slice(cut).trim()}` };
}

/** How much of a text, in code units, takes no more room than so many columns of a phone. */
function fitting(text: string, columns: number): number {
  let used = 0;
  // Nothing narrower than half a column stands in the rest.
  for (const { segment, index } of graphemes.segment(text.slice(0, columns * 10))) {
    used = segment === '\n' ? (Math.floor(used / LINE_COLUMNS) + 1) * LINE_COLUMNS : used + widthOf(segment);
    if (used > columns) return index;
  }
  return Math.min(text.length, columns * 10);
}

const widthOf = (grapheme: string): number =>
  /[\u1100-\uffff\p{Extended_Pictographic}]/u.test(grapheme) ? 2 : 1;

function lastEnd(text: string, pattern: RegExp): number {
  const last = [...text.matchAll(pattern)].at(-1);
  return last === undefined ? 0 : last.index + last[0].length;
}
