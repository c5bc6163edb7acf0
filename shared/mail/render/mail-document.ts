import { html, type Markup } from '../../platform/html/html.ts';
import type { RegistrantMailInput } from './mail.ts';
import { mailAddress, mailFont, mailFrame } from './mail-frame.ts';
import { mailTexts } from '../texts/mail-texts-by-locale.ts';
import type { MailTexts } from '../texts/mail-texts.ts';

/** A session's lines: own name, then its time for the recipient and, where it differs, for the host. */
export interface MailDate {
  name: string;
  times: readonly string[];
  joinUrl?: string | undefined;
  /** Names the time, if a mail shows several. */
  label?: string | undefined;
  /** Crossed out, because it is no longer right. */
  struck?: boolean | undefined;
}

/** A link that looks like a button. */
export interface MailButton {
  label: string;
  url: string;
  big?: boolean | undefined;
}

/** The content of a mail, before it becomes text and HTML. */
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

/** The mail as an HTML document. */
export function mailDocument(
  content: MailContent,
  { locale, manageUrl, preferencesUrl }: RegistrantMailInput,
): string {
  const { heading, footer } = content;
  return mailFrame({
    locale,
    title: heading,
    body: said(content, mailTexts[locale]),
    footer,
    manageUrl,
    preferencesUrl,
  });
}

function said(content: MailContent, texts: MailTexts): Markup {
  return html`<p class="ink" style="margin:0 0 16px;color:#1d1c1a">${content.greeting}</p>
    <h1 class="ink" style="margin:0 0 6px;font-size:24px;line-height:1.25;color:#1d1c1a">
      ${content.heading}
    </h1>
    <p class="link" dir="auto" style="margin:0 0 20px;font-weight:600;color:#0b6650">${content.title}</p>
    ${content.dates.map((date) => dateBlock(date, texts))}
    <p class="ink" style="margin:20px 0;color:#1d1c1a">${content.text}</p>
    ${content.button !== undefined && buttonBlock(content.button, texts)}
    <p class="soft" style="margin:20px 0 0;font-size:14px;color:#5f5b53">${content.hint}</p>`;
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
        style="background:${struck ? '#efece5' : '#e7f2ed'};border-radius:12px;padding:14px 18px;${mailFont}"
      >
        ${label !== undefined && html`<div class="soft" style="color:#5f5b53;font-size:13px;font-weight:600">${label}</div>`}${name !== '' && html`<div class="ink" dir="auto" style="color:#1d1c1a;font-weight:600">${name}</div>`}${lines}
        ${joinUrl !== undefined && html`<div style="margin-top:6px"><a class="link" href="${mailAddress(joinUrl)}" style="color:#0b6650;font-weight:600">${texts.join}</a></div>`}
      </td>
    </tr>
  </table>`;
}

function buttonBlock({ label, url, big = false }: MailButton, texts: MailTexts): Markup {
  return html`<table role="presentation" cellpadding="0" cellspacing="0" border="0">
      <tr>
        <td class="button" style="background:#0b6650;border-radius:12px">
          <a
            href="${mailAddress(url)}"
            style="display:inline-block;padding:${big ? '18px 40px' : '14px 28px'};${mailFont};font-size:${big ? 20 : 16}px;font-weight:600;color:#ffffff;text-decoration:none"
            >${label}</a
          >
        </td>
      </tr>
    </table>
    <p class="soft" style="margin:20px 0 0;font-size:14px;color:#5f5b53">
      ${texts.linkHint}<br />
      <a class="link" href="${mailAddress(url)}" style="color:#0b6650;word-break:break-all">${url}</a>
    </p>`;
}
