import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { joinPage } from '../../shared/pages/personal/join-page.ts';
import { pageHeaders } from '../../shared/pages/page-headers.ts';
import { registrationPage } from '../../shared/pages/registration-page.ts';
import { browserArgs, executablePath } from '../support/browser.ts';
import { look, moscow, sampleFrames, samplePages } from './sample-pages.ts';
import { EventForm } from '../../shared/events/domain/event-form.ts';

/** Registration pages with as much above the form as an organizer may write, in one line, many, or without a blank. */
function manyDates(): Readonly<Record<string, string>> {
  const texts = [
    'Warum der Baum im Winter schläft und was das für uns heißt. ',
    'Zeile\n',
    'Absatz\n\n',
    '漢字',
    'x',
  ];
  const found: Record<string, string> = {};
  for (const dates of [1, 2, 52, 100])
    for (const [index, text] of texts.entries()) {
      const sessions = Array.from({ length: dates }, (_, n) => {
        const startsAtUtc = new Date(Date.parse(moscow.startsAtUtc) + n * 86_400_000).toISOString();
        return { ...moscow, id: `s${n}`, name: 'Ein langer Name eines Termins, der umbricht', startsAtUtc };
      });
      const title = text.repeat(200).slice(0, 200).trim().replaceAll('\n', ' ');
      const described = { title, description: text.repeat(500), form: EventForm.parse({}), look };
      const event = { id: 'e1', timeZone: 'Europe/Moscow', ...described };
      found[`dates-${dates}-${index}`] = registrationPage({ locale: 'de', event, sessions });
    }
  return found;
}

const roomUrl = 'https://room.example/';
/** Pages of each kind, and of them those that have every colour. */
const seen = {
  light: [
    ...['registration', 'single', 'closed', 'embedded', 'look', 'thanks-with-dates', 'upcoming', 'roomless'],
    ...['pending', 'ended', 'stage', 'recording', 'preferences', 'person', 'confirm', 'offer', 'not-found'],
  ],
  dark: ['registration', 'look', 'thanks-with-dates', 'upcoming', 'preferences'],
};
/** Of pages with a frame, or within one. */
const widths: Readonly<Record<string, string>> = {
  ...{ stage: '1056px', recording: '1056px' },
  ...{ embedded: '640px', 'thanks-with-dates': '640px' },
};
const providers = ['https://jitsi.example.org', 'https://player.vimeo.com'];

describe.skipIf(!existsSync(executablePath))('in a browser', () => {
  let browser: Browser;
  let page: Page;
  let server: Server;
  let base: string;
  let looks = 0;
  const complaints: string[] = [];
  const posts: URLSearchParams[] = [];
  const longPages = manyDates();
  const samples = {
    ...samplePages('de', 'Donaudampfschifffahrtsgesellschaft'),
    ...sampleFrames('de', 'Bäume'),
  };
  const pages: Readonly<Record<string, string>> = { ...samples, ...longPages };

  beforeAll(async () => {
    server = createServer((request, response) => {
      const name = (request.url ?? '').slice(1);
      if (request.method === 'POST') {
        let body = '';
        request.on('data', (chunk) => (body += String(chunk)));
        request.on('end', () => {
          posts.push(new URLSearchParams(body));
          response.writeHead(303, { location: '/thanks' }).end();
        });
        return;
      }
      response.writeHead(200, pageHeaders({ framedBy: [], look, frames: providers }));
      const state = name === 'soon' && looks++ > 0 ? 'live' : 'upcoming';
      response.end(
        name === 'soon'
          ? joinPage({
              locale: 'en',
              title: 'T',
              session: moscow,
              state,
              now: '2027-03-21T06:59:59Z',
              roomUrl,
            })
          : pages[name],
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await chromium.launch({ executablePath, args: browserArgs, timeout: 0 });
    page = await browser.newPage({
      timezoneId: 'America/New_York',
      locale: 'de-DE',
      viewport: { width: 320, height: 640 },
    });
    // Only the limit of all tests ends what hangs.
    page.setDefaultTimeout(0);
    // Pictures, rooms and recordings of other sites are not there.
    await page.route('https://**', (route) => route.abort('aborted'));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
  });

  afterAll(async () => {
    await browser.close();
    server.close();
  });

  it('every page fits a narrow phone and keeps its own security policy', async () => {
    for (const name of Object.keys(pages).filter((one) => one !== 'live' && one !== 'upcoming')) {
      await page.goto(`${base}/${name}`);
      expect(await page.evaluate('document.documentElement.scrollWidth'), name).toBe(320);
      const widest = await page.evaluate('getComputedStyle(document.querySelector("main")).maxWidth');
      expect(widest, name).toBe(widths[name] ?? '576px');
    }
    // The samples put words into number and date fields; browsers say so and leave them empty.
    expect(
      complaints.filter((text) => !/^(?:The specified value|Failed to load resource)/.test(text)),
    ).toEqual([]);
  });

  it('the address is asked for within the first screen of a phone, however much there is to read and to choose', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const name of Object.keys(longPages)) {
      await page.goto(`${base}/${name}`);
      const box = await page.locator('[name=email]').boundingBox();
      expect(box!.y + box!.height, name).toBeLessThanOrEqual(844);
      expect(await page.evaluate('document.documentElement.scrollWidth'), name).toBe(390);
    }
    await page.setViewportSize({ width: 320, height: 640 });
  });

  it.each(['light', 'dark'] as const)('axe finds nothing on any page that is %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 1280, height: 900 });
    // What follows from the markup is the same in both.
    const rules = colorScheme === 'light' ? {} : { runOnly: ['color-contrast'] };
    const found: string[] = [];
    for (const name of seen[colorScheme]) {
      await page.goto(`${base}/${name}`);
      await page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))");
      await page.evaluate(axe.source);
      const options = JSON.stringify({ ...rules, iframes: false, resultTypes: ['violations'] });
      const { violations } = await page.evaluate<axe.AxeResults>(`axe.run(document, ${options})`);
      found.push(
        ...violations.map(({ id, nodes }) => `${name}: ${id} ${nodes.map(({ html }) => html).join(' ')}`),
      );
    }
    expect(found).toEqual([]);
    await page.emulateMedia({ colorScheme: null });
    await page.setViewportSize({ width: 320, height: 640 });
  });

  it('shows the trap for robots to nobody, whichever way the page is written', async () => {
    await page.goto(`${base}/single`);
    for (const direction of ['ltr', 'rtl']) {
      await page.evaluate(`document.documentElement.dir = '${direction}'`);
      expect(await page.evaluate('document.documentElement.scrollWidth'), direction).toBe(320);
      const trap = (await page.locator('.away').boundingBox())!;
      expect([trap.width, trap.height], direction).toEqual([1, 1]);
    }
  });

  it('a form brings the visitor’s zone along, shows the visitor’s time and leads on', async () => {
    await page.goto(`${base}/single`);
    expect(await page.textContent('[data-yours]')).toMatch(
      /^Ihre Ortszeit: So\., 21\. März, 03:00\u00a0Uhr$/,
    );
    await page.fill('[name=email]', 'anna@example.com');
    await page.fill('[name=phone]', '+49 30 1234567');
    await page.check('input[type=checkbox][required]');
    await page.click('button[type=submit]');
    await page.waitForURL('**/thanks');
    expect(Object.fromEntries(posts.at(-1)!)).toMatchObject({
      email: 'anna@example.com',
      sessionIds: 's1',
      timeZone: 'America/New_York',
      locale: 'de',
      website: '',
    });
  });

  it('the join page opens the room by itself when the countdown ends', async () => {
    await page.route(`${roomUrl}**`, (route) => route.fulfill({ body: 'room' }));
    await page.goto(`${base}/soon`);
    await page.waitForURL(roomUrl);
    expect(looks).toBe(2);
  });
});
