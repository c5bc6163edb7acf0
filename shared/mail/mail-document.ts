import { html, raw, type Markup } from '../pages/html.ts';
import type { RegistrantMailInput } from './mail.ts';
import { mailTexts, type MailTexts } from './texts/mail-texts.ts';

/** A session's lines: own name, then its time for the recipient and, where it differs, for the host. */
export interface MailDate {
  name: string;
  times: readonly string[];
  joinUrl?: string | undefined;
  /** Says which time it is, where a mail shows several. */
  label?: string | undefined;
  /** Crossed out: does not hold any more. */
  struck?: boolean | undefined;
}

/** A link that stands out. */
export interface MailButton {
  label: string;
  url: string;
  big?: boolean | undefined;
}

/** What a mail says, before it becomes text and HTML. */
export interface MailContent {
  greeting: string;
  heading: string;
  title: string;
  dates: readonly MailDate[];
  text: string;
  button?: MailButton | undefined;
  hint: string;
  footer: string;
}

const font = raw(`font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif`);

// Mail programs without media queries get the light look from the attributes; the rest follow the reader's scheme.
const style = raw(`
:root{color-scheme:light dark;supported-color-schemes:light dark}
a{color:#0b6650}
@media (max-width:480px){.sheet{padding:24px 20px!important;border:0!important;border-radius:0!important}.page{padding:0!important}.foot{padding:20px!important}}
@media (prefers-color-scheme:dark){
.page{background:#131513!important}.sheet{background:#1c1f1d!important;border-color:#343935!important}
.ink{color:#f0efea!important}.soft,.soft a{color:#aeaba2!important}.date{background:#1d312a!important}.off{background:#2a2d2b!important}
.link{color:#63d3ae!important}.button{background:#63d3ae!important}.button a{color:#06251b!important}
}`);

/** The mail as an HTML document: one column of tables, readable without images, in light and dark. */
export function mailDocument(content: MailContent, input: RegistrantMailInput): string {
  return html`<!doctype html>
    <html lang="${input.locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>${content.heading}</title>
        <style>
          ${style}
        </style>
      </head>
      <body class="page" style="margin:0;padding:0;background:#f5f3ee">
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
          <tr>
            <td class="page" align="center" style="background:#f5f3ee;padding:32px 12px">
              ${sheet(content, input)}
            </td>
          </tr>
        </table>
      </body>
    </html> `.text;
}

function sheet(content: MailContent, { locale, preferencesUrl }: RegistrantMailInput): Markup {
  const texts = mailTexts[locale];
  return html`<table
    role="presentation"
    width="100%"
    cellpadding="0"
    cellspacing="0"
    border="0"
    style="max-width:560px"
  >
    <tr>
      <td
        class="sheet"
        style="background:#ffffff;border:1px solid #dedad0;border-radius:16px;padding:36px;${font};font-size:16px;line-height:1.55"
      >
        <p class="ink" style="margin:0 0 16px;color:#1d1c1a">${content.greeting}</p>
        <h1 class="ink" style="margin:0 0 6px;font-size:24px;line-height:1.25;color:#1d1c1a">
          ${content.heading}
        </h1>
        <p class="link" dir="auto" style="margin:0 0 20px;font-weight:600;color:#0b6650">${content.title}</p>
        ${content.dates.map((date) => dateBlock(date, texts))}
        <p class="ink" style="margin:20px 0;color:#1d1c1a">${content.text}</p>
        ${content.button !== undefined && buttonBlock(content.button, texts)}
        <p class="soft" style="margin:20px 0 0;font-size:14px;color:#5f5b53">${content.hint}</p>
      </td>
    </tr>
    <tr>
      <td class="foot soft" style="padding:20px 36px;${font};font-size:13px;line-height:1.5;color:#5f5b53">
        ${content.footer}<br />
        <a class="soft" href="${address(preferencesUrl)}" style="color:#5f5b53;text-decoration:underline"
          >${texts.preferences}</a
        >
      </td>
    </tr>
  </table>`;
}

function dateBlock({ label, name, times, joinUrl, struck = false }: MailDate, texts: MailTexts): Markup {
  const lines = times.map(
    (time, index) =>
      html`<div
        class="${index === 0 ? 'ink' : 'soft'}"
        style="color:${index === 0 ? '#1d1c1a' : '#5f5b53'};font-size:${index === 0 ? 16 : 14}px${struck && ';text-decoration:line-through'}"
      >
        ${time}
      </div>`,
  );
  return html`<table
    role="presentation"
    width="100%"
    cellpadding="0"
    cellspacing="0"
    border="0"
    style="margin:0 0 10px"
  >
    <tr>
      <td
        class="date${struck && ' off'}"
        style="background:${struck ? '#efece5' : '#e7f2ed'};border-radius:12px;padding:14px 18px;${font}"
      >
        ${label !== undefined && html`<div class="soft" style="color:#5f5b53;font-size:13px;font-weight:600">${label}</div>`}${name !== '' && html`<div class="ink" dir="auto" style="color:#1d1c1a;font-weight:600">${name}</div>`}${lines}
        ${joinUrl !== undefined && html`<div style="margin-top:6px"><a class="link" href="${address(joinUrl)}" style="color:#0b6650;font-weight:600">${texts.join}</a></div>`}
      </td>
    </tr>
  </table>`;
}

function buttonBlock({ label, url, big = false }: MailButton, texts: MailTexts): Markup {
  return html`<table role="presentation" cellpadding="0" cellspacing="0" border="0">
      <tr>
        <td class="button" style="background:#0b6650;border-radius:12px">
          <a
            href="${address(url)}"
            style="display:inline-block;padding:${big ? '18px 40px' : '14px 28px'};${font};font-size:${big ? 20 : 16}px;font-weight:600;color:#ffffff;text-decoration:none"
            >${label}</a
          >
        </td>
      </tr>
    </table>
    <p class="soft" style="margin:20px 0 0;font-size:14px;color:#5f5b53">
      ${texts.linkHint}<br />
      <a class="link" href="${address(url)}" style="color:#0b6650;word-break:break-all">${url}</a>
    </p>`;
}

/** One of our own links, absolute (http only where a stage runs on one machine). Throws RangeError for anything else. */
function address(url: string): Markup {
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:' && parsed.hostname !== '127.0.0.1' && parsed.hostname !== 'localhost') {
    throw new RangeError('A mail links to https addresses only');
  }
  // The parser has percent-encoded quotes and angle brackets.
  return raw(parsed.href.replaceAll('&', '&amp;'));
}
