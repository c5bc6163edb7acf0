import { html, raw, type Markup } from '../../platform/html/html.ts';
import type { Locale } from '../../platform/values/locale.ts';
import { mailTexts } from '../texts/mail-texts-by-locale.ts';

export const mailFont = raw(
  `font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif`,
);

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

/** The parts that every mail has around its content. */
interface MailFrame {
  locale: Locale;
  title: string;
  body: Markup;
  footer: string;
  manageUrl?: string | undefined;
  preferencesUrl: string;
}

/** The mail as an HTML document: one column of tables, readable without images, in light and dark. */
export function mailFrame(frame: MailFrame): string {
  return html`<!doctype html>
    <html lang="${frame.locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${frame.title}</title>
        <style>
          ${style}
        </style>
      </head>
      <body class="page" style="margin:0;padding:0;background:#f5f3ee">
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
          <tr>
            <td class="page" align="center" style="background:#f5f3ee;padding:32px 12px">${sheet(frame)}</td>
          </tr>
        </table>
      </body>
    </html> `.text;
}

function sheet({ locale, body, footer, manageUrl, preferencesUrl }: MailFrame): Markup {
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
        style="background:#ffffff;border:1px solid #dedad0;border-radius:16px;padding:36px;${mailFont};font-size:16px;line-height:1.55"
      >
        ${body}
      </td>
    </tr>
    <tr>
      <td
        class="foot soft"
        style="padding:20px 36px;${mailFont};font-size:13px;line-height:1.5;color:#5f5b53"
      >
        ${manageUrl !== undefined && html`${footLink(manageUrl, mailTexts[locale].manage)}<br />`}${footer}<br />
        ${footLink(preferencesUrl, mailTexts[locale].preferences)}
      </td>
    </tr>
  </table>`;
}

const footLink = (url: string, label: string): Markup =>
  html`<a class="soft" href="${mailAddress(url)}" style="color:#5f5b53;text-decoration:underline"
    >${label}</a
  >`;

/** One of our own links, absolute (http only where a stage runs on one machine). Throws RangeError for anything else. */
export function mailAddress(url: string): Markup {
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:' && parsed.hostname !== '127.0.0.1' && parsed.hostname !== 'localhost') {
    throw new RangeError('A mail links to https addresses only');
  }
  return hrefOf(parsed);
}

/** An address as it may stand between the quotes of an `href`: the parser has percent-encoded quotes and angle brackets. */
export const hrefOf = (url: URL): Markup =>
  raw(url.href.replaceAll('&', '&amp;').replaceAll("'", '%27').replaceAll('`', '%60'));
