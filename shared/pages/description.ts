import type { MarkedToken, Tokens } from 'marked';
import { html, type Markup } from '../platform/html/html.ts';
import type { Locale } from '../platform/values/locale.ts';
import { blocksOf, rendered } from './markdown.ts';
import { pageTexts } from './texts/page-texts-by-locale.ts';

/** What of a description may stand above the form: on a phone the first field is in sight below it. */
const LEAD_COLUMNS = 200;
/** A little more is not worth folding. */
const SLACK = 60;
const LINE_COLUMNS = 40;
/** Between two parts. */
const GAP = LINE_COLUMNS / 2;
/** A part that begins below so much of the lead is not begun. */
const LEAST_COLUMNS = 60;
/** What of a paragraph nobody sees: where its links lead, and its marks. */
const marks = /\]\([^()]*\)|[*_`[]/g;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

type Blocks = readonly MarkedToken[];

/** An event's description above its form: its beginning; a long one goes on where somebody asks for it. */
export function description(text: string | undefined, locale: Locale): Markup {
  const { lead, rest } = leadOfBlocks(blocksOf(text ?? ''));
  return html`<div class="lead text" dir="auto">${rendered(lead)}</div>
    ${
      rest.length > 0 &&
      html`<details>
        <summary lang="${locale}">${pageTexts[locale].readOn}</summary>
        <div class="lead text" dir="auto">${rendered(rest)}</div>
      </details>`
    }`;
}

/** As many of the parts of a text as fit above a form, the last of them up to a good place to stop; and the rest. */
function leadOfBlocks(blocks: Blocks): { lead: Blocks; rest: Blocks } {
  if (columnsOf(blocks) <= LEAD_COLUMNS + SLACK) return { lead: blocks, rest: [] };
  let room = LEAD_COLUMNS;
  for (const [index, block] of blocks.entries()) {
    const columns = columnsOf([block]);
    if (columns <= room) {
      room -= wholeLines(columns) + GAP;
      continue;
    }
    const [begun, more] = room < LEAST_COLUMNS ? [[], [block]] : parted(block, room);
    return { lead: [...blocks.slice(0, index), ...begun], rest: [...more, ...blocks.slice(index + 1)] };
  }
  return { lead: blocks, rest: [] };
}

/** A part that does not fit, as what of it does and what does not. */
function parted(block: MarkedToken, room: number): [Blocks, Blocks] {
  if (block.type === 'list') {
    const fits = block.items.findIndex((_, index) => columnsOf([listOf(block, 0, index + 1)]) > room);
    return fits <= 0 ? [[], [block]] : [[listOf(block, 0, fits)], [listOf(block, fits)]];
  }
  if (block.type !== 'paragraph') return [[], [block]];
  const { lead, rest = '' } = leadOf(block.raw, room);
  const start = startOfInline(block, lead.replace(/…$/, '').length);
  if (start === undefined) return [blocksOf(lead), blocksOf(rest)];
  return [blocksOf(block.raw.slice(0, start).trim()), blocksOf(block.raw.slice(start).trim())];
}

/** Where the link, or whatever has its own marks, begins that a cut would go through. */
function startOfInline({ tokens }: Tokens.Paragraph, cut: number): number | undefined {
  let at = 0;
  for (const { type, raw } of tokens) {
    if (at < cut && cut < at + raw.length) return type === 'text' ? undefined : at;
    at += raw.length;
  }
  return undefined;
}

const listOf = (list: Tokens.List, from: number, to?: number): Tokens.List => ({
  ...list,
  ...(list.ordered && { start: (Number(list.start) || 1) + from }),
  items: list.items.slice(from, to),
});

/** How many columns parts of a text take, one under the other. */
function columnsOf(blocks: Blocks): number {
  return blocks.reduce((sum, block, index) => {
    const own = columnsOfOne(block);
    return sum + (index === blocks.length - 1 ? own : wholeLines(own) + GAP);
  }, 0);
}

const wholeLines = (columns: number): number => Math.ceil(columns / LINE_COLUMNS) * LINE_COLUMNS;

function columnsOfOne(block: MarkedToken): number {
  switch (block.type) {
    case 'list':
      return block.items.reduce((sum, item) => sum + wholeLines(columnsIn(item.text)) + LINE_COLUMNS / 4, 0);
    case 'heading':
      return 2 * wholeLines(columnsIn(block.text));
    case 'table':
      return (block.rows.length + 1) * 2 * LINE_COLUMNS;
    case 'hr':
      return LINE_COLUMNS;
    case 'paragraph':
      return columnsIn(block.raw.replaceAll(marks, '').trim());
    default:
      return wholeLines(columnsIn(block.raw)) + LINE_COLUMNS;
  }
}

/** A text as its beginning, which ends with a sentence where it can, and the rest, if there is any. */
export function leadOf(description: string, columns = LEAD_COLUMNS): { lead: string; rest?: string } {
  const text = description.replaceAll('\r\n', '\n').trim();
  const end = fitting(text, columns);
  if (end === text.length || fitting(text, columns + SLACK) === text.length) return { lead: text };
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
    used = after(used, segment);
    if (used > columns) return index;
  }
  return Math.min(text.length, columns * 10);
}

/** The columns of a text, as far as they matter. */
function columnsIn(text: string): number {
  let used = 0;
  for (const { segment } of graphemes.segment(text.slice(0, LEAD_COLUMNS * 10))) used = after(used, segment);
  return used;
}

/** The columns after one more letter, or at the beginning of the next line. */
const after = (used: number, letter: string): number =>
  letter === '\n' ? (Math.floor(used / LINE_COLUMNS) + 1) * LINE_COLUMNS : used + widthOf(letter);

const widthOf = (grapheme: string): number =>
  /[\u1100-\uffff\p{Extended_Pictographic}]/u.test(grapheme) ? 2 : 1;

function lastEnd(text: string, pattern: RegExp): number {
  const last = [...text.matchAll(pattern)].at(-1);
  return last === undefined ? 0 : last.index + last[0].length;
}
