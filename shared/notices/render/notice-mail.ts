import { singleLine } from '../../mail/domain/plain-name.ts';
import type { Mail } from '../../mail/render/mail.ts';
import { mailFrame } from '../../mail/render/mail-frame.ts';
import { unsubscribeHeaders } from '../../mail/render/render-mail.ts';
import { mailTexts } from '../../mail/texts/mail-texts-by-locale.ts';
import { html, type Markup } from '../../platform/html/html.ts';
import type { Locale } from '../../platform/values/locale.ts';
import { noticeTexts } from './notice-texts.ts';

/** Something that was counted, with some of those that were. */
interface NoticeGroup {
  label: string;
  count: number;
  lines?: readonly string[];
}

/** What is told of one event. */
export interface NoticeSection {
  title: string;
  groups: readonly NoticeGroup[];
}

export interface NoticeMailInput {
  to: string;
  from: { address: string; name: string };
  locale: Locale;
  subject: string;
  heading: string;
  /** Under the heading. */
  about?: string | undefined;
  sections: readonly NoticeSection[];
  /** The link by which mails to organizers are switched off. */
  stopUrl: string;
}

/** A mail that tells an organizer how many did what in which event. */
export function noticeMail(input: NoticeMailInput): Mail {
  const { locale, heading, stopUrl } = input;
  const { reason } = noticeTexts[locale];
  const sections = input.sections.map((section) => ({ ...section, title: singleLine(section.title) }));
  return {
    to: { address: input.to, name: '' },
    from: { address: input.from.address, name: singleLine(input.from.name) },
    subject: singleLine(input.subject),
    text: plainText(input, sections),
    html: mailFrame({
      ...{ locale, title: heading, footer: reason, preferencesUrl: stopUrl },
      body: body(input, sections),
    }),
    headers: unsubscribeHeaders(stopUrl),
  };
}

const colonOf = (locale: Locale): string => (locale === 'fr' ? '\u00a0:' : ':');

/** `and 12 more`, where not all are named; a group without any names only counts. */
function moreOf({ count, lines }: NoticeGroup, locale: Locale): string[] {
  const left = lines === undefined ? 0 : count - lines.length;
  return left > 0 ? [noticeTexts[locale].more.replace('{count}', String(left))] : [];
}

function plainText(
  { locale, heading, about, stopUrl }: NoticeMailInput,
  sections: readonly NoticeSection[],
): string {
  const texts = noticeTexts[locale];
  const colon = colonOf(locale);
  const groupText = (group: NoticeGroup): string =>
    [
      `${group.label}${colon} ${group.count}`,
      ...[...(group.lines ?? []), ...moreOf(group, locale)].map((line) => `  ${line}`),
    ].join('\n');
  return [
    texts.hello,
    about === undefined ? heading : `${heading}\n${about}`,
    ...sections.map(({ title, groups }) => [title, ...groups.map(groupText)].join('\n')),
    `--\n${texts.reason}\n${mailTexts[locale].preferences}${colon}\n${stopUrl}`,
  ].join('\n\n');
}

function body({ locale, heading, about }: NoticeMailInput, sections: readonly NoticeSection[]): Markup {
  return html`<p class="ink" style="margin:0 0 16px;color:#1d1c1a">${noticeTexts[locale].hello}</p>
    <h1 class="ink" style="margin:0 0 6px;font-size:24px;line-height:1.25;color:#1d1c1a">${heading}</h1>
    ${about !== undefined && html`<p class="soft" style="margin:0 0 6px;color:#5f5b53">${about}</p>`}
    ${sections.map((section) => sectionBlock(section, locale))}`;
}

function sectionBlock({ title, groups }: NoticeSection, locale: Locale): Markup {
  return html`<h2
      class="link"
      dir="auto"
      style="margin:24px 0 8px;font-size:18px;line-height:1.3;color:#0b6650"
    >
      ${title}
    </h2>
    ${groups.map((group) => groupBlock(group, locale))}`;
}

function groupBlock(group: NoticeGroup, locale: Locale): Markup {
  const lines = [...(group.lines ?? []), ...moreOf(group, locale)];
  return html`<p class="ink" style="margin:8px 0 0;color:#1d1c1a">
      ${`${group.label}${colonOf(locale)}`} <strong>${String(group.count)}</strong>
    </p>
    ${
      lines.length > 0 &&
      html`<ul class="soft" style="margin:4px 0 0;padding-left:20px;font-size:14px;color:#5f5b53">
        ${lines.map((line) => html`<li dir="auto">${line}</li>`)}
      </ul>`
    }`;
}
