import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { pageHeaders } from '../../shared/pages/page-headers.ts';
import { pageTexts } from '../../shared/pages/texts/page-texts-by-locale.ts';
import { locales, samplePages } from './sample-pages.ts';
import { naughtyStrings, skeleton } from './skeleton.ts';

/** Without what leads to an https address that an organizer wrote: nothing else may be written into a page. */
const withoutLinks = (page: string) =>
  page.replaceAll(/<a href="https:[^"<>]*" target="_blank" rel="noopener">([^<>]*)<\/a>/g, '$1');

describe('every page', () => {
  it.each(locales)('renders in %s without gaps', (locale) => {
    for (const page of Object.values(samplePages(locale, 'X'))) {
      expect(page).toMatch(new RegExp(`^<!doctype html>\\s*<html lang="${locale}">`));
      expect(page).not.toMatch(/undefined|\[object|NaN|Invalid Date/);
      expect(skeleton(page).filter((tag) => tag.startsWith('h1'))).toHaveLength(1);
    }
  });

  it('is narrow and not for search engines, but for the one to register on', () => {
    const pages = Object.entries(samplePages('en', 'X'));
    const namesOf = (sign: string) => pages.filter(([, page]) => page.includes(sign)).map(([name]) => name);
    const open = ['registration', 'single', 'closed', 'not-open-yet', 'closed-for-good', 'archived', 'room'];
    const wide = pages.map(([name]) => name).filter((name) => open.includes(name) || name === 'embedded');
    expect(namesOf('<main class="wide">')).toEqual(wide);
    const others = pages.map(([name]) => name).filter((name) => !open.includes(name));
    expect(namesOf('<main class="narrow">')).toEqual(others.filter((name) => name !== 'embedded'));
    expect(namesOf('content="noindex"')).toEqual(others);
  });

  it('says everything in the language of its reader', () => {
    const sentences = locales.map((locale) => JSON.stringify(pageTexts[locale]));
    expect(new Set(sentences).size).toBe(locales.length);
    expect(JSON.stringify(pageTexts.ru)).toMatch(/\p{Script=Cyrillic}/u);
    const same = Object.entries(pageTexts.en).filter(([key, text]) =>
      Object.entries(pageTexts.ru).some(([k, t]) => k === key && t === text),
    );
    expect(same.map(([key]) => key)).toEqual(['emailExample']);
  });

  it.each(naughtyStrings)('keeps its structure when people write %j', (text) => {
    const plain = samplePages('en', 'X'.repeat(text.length));
    for (const [name, page] of Object.entries(samplePages('en', text))) {
      expect(skeleton(withoutLinks(page)), name).toEqual(skeleton(plain[name]!));
    }
  });

  it('loads nothing from anywhere and runs nothing but its one script', () => {
    for (const page of Object.values(samplePages('en', 'X'))) {
      expect(page).not.toMatch(
        /<(?:img|iframe|object|embed|base)\b|\bsrc=|\bstyle="|\son[a-z]+="|@import|url\(/,
      );
      expect(page.match(/<script/g)).toHaveLength(1);
    }
  });

  it('fits the content security policy to the byte', () => {
    const policy = pageHeaders()['content-security-policy'];
    for (const page of Object.values(samplePages('fr', 'X'))) {
      const inline = [...page.matchAll(/<(script|style)>([^]*?)<\/\1>/g)];
      expect(inline.map(([, name]) => name).toSorted()).toEqual(['script', 'style']);
      for (const [, name, content] of inline) {
        const hash = createHash('sha256').update(content!).digest('base64');
        expect(policy).toContain(`${name!}-src 'sha256-${hash}'`);
      }
    }
  });
});

describe('the headers of pages', () => {
  it('let those sites frame a page that the event names, and nobody else', () => {
    const framedBy = ['https://www.example.com', 'http://127.0.0.1:8080', 'https://a;script-src *', 'x'];
    expect(pageHeaders({ framedBy })['content-security-policy']).toMatch(
      /; frame-ancestors 'self' https:\/\/www\.example\.com http:\/\/127\.0\.0\.1:8080$/,
    );
    expect(pageHeaders()['content-security-policy']).toMatch(/; frame-ancestors 'none'$/);
  });

  it('let a page show its picture and its room, and nothing else of other sites', () => {
    const look = { picture: 'https://img.example.com/a.png', colour: '#ff0000' };
    const policy = pageHeaders({ look, frames: ['https://jitsi.example.com/room'] })[
      'content-security-policy'
    ];
    expect(policy).toContain(
      '; img-src data: https://img.example.com; frame-src https://jitsi.example.com; ',
    );
    expect(policy).toMatch(/; style-src 'sha256-[^']*' 'sha256-[^']*'; /);
    expect(
      pageHeaders({ frames: ['http://a.example/', 'javascript:x'] })['content-security-policy'],
    ).not.toContain('frame-src');
  });

  it('let nothing be kept, guessed, or told to other sites', () => {
    const { 'content-security-policy': policy, ...rest } = pageHeaders();
    expect(rest).toEqual({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    expect(policy?.split('; ').map((part) => part.replace(/'sha256-[^']*'/, 'HASH'))).toEqual([
      `default-src 'none'`,
      'script-src HASH',
      'style-src HASH',
      'img-src data:',
      `form-action 'self'`,
      `base-uri 'none'`,
      `frame-ancestors 'none'`,
    ]);
  });

  it('let a form lead to the thank-you page of the event, by origin only', () => {
    const formTargets = [
      'https://www.example.com/thanks?a=1;script-src *',
      'javascript:alert(1)',
      'http://a.example/',
      '',
    ];
    expect(pageHeaders({ formTargets })['content-security-policy']).toContain(
      "form-action 'self' https://www.example.com; base-uri",
    );
  });
});
