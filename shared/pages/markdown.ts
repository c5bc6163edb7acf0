import { Lexer, type MarkedToken, type Token } from 'marked';
import { html, raw, safeUrl, type Markup } from '../platform/html/html.ts';

/**
 * What organizers write in Markdown, as parts of a page. Each part is written by our own template, which escapes every text: HTML in
 * it is shown as it was typed, pictures as their words, and only links to https and to mail addresses lead anywhere.
 */
export const markdown = (text: string): Markup => rendered(blocksOf(text));

/** The paragraphs, lists and so on that a text in Markdown consists of. */
export const blocksOf = (text: string): MarkedToken[] =>
  known(lexed(text.toWellFormed())).filter(({ type }) => type !== 'space' && type !== 'def');

/** What is nested thousands deep stands there as it was typed. */
function lexed(text: string): Token[] {
  try {
    return new Lexer({ gfm: true }).lex(text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [{ type: 'paragraph', raw: text, text, tokens: [{ type: 'text', raw: text, text }] }];
  }
}

/** Such parts as they stand on a page. */
export const rendered = (blocks: readonly MarkedToken[]): Markup => html`${blocks.map(block)}`;

/** The lexer makes no tokens but those that it knows itself: it has no extensions here. */
const known = (tokens: readonly Token[] = []): MarkedToken[] => tokens.filter(isKnown);
const isKnown = (token: Token): token is MarkedToken => token.type !== '';

function block(token: MarkedToken): Markup {
  switch (token.type) {
    case 'heading':
      return heading(token.depth, inlines(token.tokens));
    case 'paragraph':
      return html`<p>${inlines(token.tokens)}</p>`;
    case 'blockquote':
      return html`<blockquote class="text">${known(token.tokens).map(block)}</blockquote>`;
    case 'list': {
      const items = token.items.map((item) => html`<li>${known(item.tokens).map(block)}</li>`);
      return token.ordered
        ? html`<ol start="${Number(token.start) || 1}">
            ${items}
          </ol>`
        : html`<ul>
            ${items}
          </ul>`;
    }
    case 'code':
      return html`<pre>${token.text}</pre>`;
    case 'hr':
      return html`<hr />`;
    case 'table':
      return html`<table>
        <thead>
          <tr>
            ${token.header.map((cell) => html`<th>${inlines(cell.tokens)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${token.rows.map(
            (row) =>
              html`<tr>
                ${row.map((cell) => html`<td>${inlines(cell.tokens)}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>`;
    case 'text':
      return html`${inlines(token.tokens ?? [token])}`;
    case 'space':
    case 'def':
      return html``;
    case 'html':
      return html`<p>${token.text.trim()}</p>`;
    default:
      return inline(token);
  }
}

/** The title of the page is its only heading of the first order. */
function heading(depth: number, text: Markup): Markup {
  if (depth === 1) return html`<h2>${text}</h2>`;
  return depth === 2 ? html`<h3>${text}</h3>` : html`<h4>${text}</h4>`;
}

const inlines = (tokens: readonly Token[]): Markup => html`${known(tokens).map(inline)}`;

function inline(token: MarkedToken): Markup {
  switch (token.type) {
    case 'strong':
      return html`<strong>${inlines(token.tokens)}</strong>`;
    case 'em':
      return html`<em>${inlines(token.tokens)}</em>`;
    case 'del':
      return html`<del>${inlines(token.tokens)}</del>`;
    case 'codespan':
      return html`<code>${token.text}</code>`;
    case 'br':
      return html`<br />`;
    case 'link':
      return link(token.href, inlines(token.tokens));
    case 'image':
    case 'escape':
      return html`${token.text}`;
    case 'text':
      return token.tokens === undefined ? html`${token.text}` : inlines(token.tokens);
    default:
      return html`${token.raw}`;
  }
}

/** In a window of its own: what somebody has typed into the form stays. */
function link(address: string, text: Markup): Markup {
  const href = hrefOf(address);
  return href === undefined
    ? text
    : html`<a href="${href}" target="_blank" rel="noopener noreferrer">${text}</a>`;
}

function hrefOf(address: string): Markup | string | undefined {
  if (/^mailto:[\w.+-]+@[\w.-]+$/i.test(address)) return raw(address);
  return /^https:/i.test(address) ? safeUrl(address) : undefined;
}
