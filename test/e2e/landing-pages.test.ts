import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type BrowserContext, type Frame, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BodyTo } from '../support/api/typed-call.ts';
import { browserArgs, executablePath } from '../support/browser.ts';
import { useTestCloud } from '../support/use-test-cloud.ts';

const cloud = useTestCloud();
const docs = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8');
const phone = { width: 390, height: 844 };

/** The snippets for landing pages, as they stand in the docs. */
const snippets = [...docs.slice(0, docs.indexOf('### Fields')).matchAll(/```(html|js)\n([^]*?)```/g)].map(
  ([, language = '', text = '']) => ({ language, text }),
);
const snippet = (sign: string): string => snippets.find(({ text }) => text.includes(sign))!.text;

describe.skipIf(!existsSync(executablePath))('In a browser, on the page of another site', () => {
  let browser: Browser;
  let site: Server;
  let origin: string;
  let eventId: string;
  let sessionId: string;
  const bodies = new Map<string, string>();
  let count = 0;

  const fresh = () => `visitor${(count += 1)}@example.com`;
  /** A snippet for the event of the test, in place of the one in the docs. */
  const made = (text: string, id = eventId) =>
    text.replaceAll('https://turnout.example.com', cloud.url).replaceAll('evt_…', id);
  const registrations = async (of = sessionId) =>
    (await cloud.call('GET', `/v1/sessions/${of}/registrations?limit=200`)).items;
  const registrationOf = async (email: string, of = sessionId) =>
    (await registrations(of)).find((one) => one.email === email);

  async function newEvent(draft: Partial<BodyTo<'POST', '/v1/events'>> = {}, starts = ['2036-03-11T10:00']) {
    const event = await cloud.call('POST', '/v1/events', {
      title: 'Pruning trees',
      timeZone: 'Europe/Berlin',
      allowedOrigins: [origin],
      ...draft,
    });
    const ids: string[] = [];
    for (const startsAt of starts)
      ids.push((await cloud.call('POST', `/v1/events/${event.id}/sessions`, { startsAt })).id);
    return { id: event.id, sessionIds: ids };
  }

  /** A page of the other site with this in its body. */
  async function open(context: BrowserContext, body: string, query = ''): Promise<Page> {
    const path = `/page${bodies.size}`;
    bodies.set(path, `<!doctype html><html lang="en"><title>A site</title><body>${body}</body></html>`);
    const page = await context.newPage();
    page.setDefaultTimeout(0);
    await page.goto(`${origin}${path}${query}`);
    return page;
  }

  const contextOf = (options: Parameters<Browser['newContext']>[0] = {}) =>
    browser.newContext({ locale: 'en-GB', ...options });

  beforeAll(async () => {
    site = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(bodies.get(pathname) ?? 'Elsewhere');
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    // Another host than 127.0.0.1, as a browser sees it: another site, not only another origin.
    origin = `http://localhost:${(site.address() as AddressInfo).port}`;
    browser = await chromium.launch({ executablePath, args: browserArgs, timeout: 0 });
    const event = await newEvent({
      form: { fields: [{ name: 'topic', label: 'Topic', type: 'text' }] },
    });
    eventId = event.id;
    sessionId = event.sessionIds[0]!;
  });
  afterAll(async () => {
    await browser.close();
    site.close();
  });

  it('the form of the docs registers, and leads to the page of thanks', async () => {
    const context = await contextOf();
    const page = await open(context, made(snippet('<form')));
    const email = fresh();
    await page.fill('[name=email]', email);
    await page.fill('[name=firstName]', 'Zoë');
    await page.fill('[name="answers.topic"]', 'Pears & apples');
    await page.check('[name=consent]');
    await page.click('button');
    await page.waitForURL(`${cloud.url}/e/${eventId}/thanks`);
    expect(await registrationOf(email)).toMatchObject({
      firstName: 'Zoë',
      answers: { topic: 'Pears & apples' },
      consent: { given: true, text: 'I agree to receive e-mails about this webinar.' },
    });
    await context.close();
  });

  it('what is wrong with that form comes back as a page, with what was typed', async () => {
    const context = await contextOf();
    const page = await open(context, made(snippet('<form')).replace('type="email"', ''));
    await page.fill('[name=email]', 'not an address');
    await page.fill('[name="answers.topic"]', 'Quinces');
    await page.check('[name=consent]');
    await page.click('button');
    await page.waitForURL(`${cloud.url}/v1/events/${eventId}/registrations`);
    expect(await page.inputValue('[name=email]')).toBe('not an address');
    expect(await page.inputValue('[name="answers.topic"]')).toBe('Quinces');
    expect(await page.getAttribute('[name=email]', 'aria-invalid')).toBe('true');
    await context.close();
  });

  it('the script of the docs registers by JSON, and hears of all that is wrong', async () => {
    const context = await contextOf();
    const script = made(snippet('idempotency-key'));
    const run = (text: string) =>
      `<script type="module">const told = []; const showThanks = () => told.push('thanks'); const showAt = (field) => told.push(field); ${text}; document.title = told.join(' ');</script>`;
    const email = fresh();
    const page = await open(context, run(script.replace('ann@example.com', email)));
    await page.waitForFunction("document.title === 'thanks'");
    expect(await registrationOf(email)).toMatchObject({ firstName: 'Ann', answers: { topic: 'Prices' } });
    const wrong = await open(
      context,
      run(script.replace('ann@example.com', 'x').replace("topic: 'Prices'", 'topic: 7, more: 1')),
    );
    await wrong.waitForFunction("document.title !== 'A site'");
    expect((await wrong.title()).split(' ').toSorted()).toEqual(['answers.more', 'email']);
    await context.close();
  });

  it.each(['new FormData(form)', 'new URLSearchParams(new FormData(form))'])(
    'the script that sends the fields of a form as they are registers by %s',
    async (body) => {
      const context = await contextOf();
      const email = fresh();
      const text = made(snippet('new FormData(form)')).replace('new FormData(form)', body);
      const page = await open(
        context,
        `<form><input name="email" value="${email}"><input name="utm_source" value="vk"></form>
         <script type="module">const form = document.querySelector('form'); ${text}; document.title = String(answer.status);</script>`,
      );
      await page.waitForFunction("document.title !== 'A site'");
      expect([await page.title(), (await registrationOf(email))?.status]).toEqual(['202', 'registered']);
      await context.close();
    },
  );

  it('no script of a site that the event does not name learns anything', async () => {
    const context = await contextOf();
    const stranger = await newEvent({ allowedOrigins: ['https://www.example.com'] });
    const text = made(snippet('new FormData(form)'), stranger.id);
    const page = await open(
      context,
      `<form></form><script type="module">const form = document.querySelector('form'); try { ${text} } catch { document.title = 'kept away'; }</script>`,
    );
    await page.waitForFunction("document.title === 'kept away'");
    await context.close();
  });

  describe('with our script', () => {
    const embed = () => made(snippet('embed.js'));
    const framed = async (page: Page): Promise<Frame> => {
      const frame = await (await page.waitForSelector('iframe')).contentFrame();
      await frame!.waitForSelector('main');
      return frame!;
    };

    it('our form stands in a frame as high as it is, and takes along where a visitor came from', async () => {
      const context = await contextOf({ viewport: phone, timezoneId: 'Asia/Tokyo' });
      const landing = await open(
        context,
        embed(),
        '?utm_source=vk&utm_campaign=spring&gclid=Cj0-x_y.z&other=1',
      );
      // From the page of a third site.
      const third = origin.replace('localhost', '127.0.0.1');
      const way = await open(context, `<a href="${landing.url()}">Go</a>`);
      await way.goto(way.url().replace(origin, third));
      await way.click('a');
      await way.waitForURL(landing.url());
      const frame = await framed(way);
      await way.waitForFunction("parseInt(document.querySelector('iframe').style.height) > 400");
      expect(await frame.evaluate('document.documentElement.scrollHeight <= innerHeight + 1')).toBe(true);
      expect(await way.evaluate('document.documentElement.scrollWidth')).toBe(390);
      const email = fresh();
      await frame.fill('[name=email]', email);
      await frame.click('button[type=submit]');
      await frame.waitForURL(/\/thanks\?session=ses_\w+&embed=1$/);
      expect(await frame.locator('.count').isVisible()).toBe(true);
      expect(await registrationOf(email)).toMatchObject({
        cameFrom: { gclid: 'Cj0-x_y.z', referrer: `${third}/` },
      });
      const people = await cloud.call('GET', `/v1/participants?email=${email}`);
      expect(people.items[0]).toMatchObject({
        utm: { source: 'vk', campaign: 'spring' },
        timeZone: 'Asia/Tokyo',
      });
      await context.close();
    });

    it('what is wrong is shown within the frame, with what was typed; twice is the same as once', async () => {
      const context = await contextOf();
      const page = await open(context, embed());
      const frame = await framed(page);
      const email = fresh();
      await frame.evaluate("document.querySelector('form').noValidate = true");
      await frame.fill('[name=firstName]', 'Ann');
      await frame.click('button[type=submit]');
      await frame.waitForSelector('[role=alert]');
      expect(await frame.inputValue('[name=firstName]')).toBe('Ann');
      await frame.fill('[name=email]', email);
      await frame.dblclick('button[type=submit]');
      await frame.waitForURL(/\/thanks\?/);
      expect((await registrations()).filter((one) => one.email === email)).toHaveLength(1);
      await context.close();
    });

    it('the page goes on to where its organizer wants people to go', async () => {
      const context = await contextOf();
      const led = await newEvent({ thankYouUrl: 'https://www.example.com/danke' });
      await context.route('https://www.example.com/**', (route) => route.fulfill({ body: 'Danke' }));
      const page = await open(context, made(snippet('embed.js'), led.id));
      const frame = await framed(page);
      await frame.fill('[name=email]', fresh());
      await frame.click('button[type=submit]');
      await page.waitForURL('https://www.example.com/danke');
      await context.close();
    });

    it('a page that the event does not name gets a link, and no frame', async () => {
      const context = await contextOf();
      const stranger = await newEvent({ allowedOrigins: ['https://www.example.com'] });
      const page = await open(context, made(snippet('embed.js'), stranger.id), '?utm_source=vk');
      expect(await page.getAttribute('a', 'href')).toBe(`${cloud.url}/e/${stranger.id}?utm_source=vk`);
      await page.setContent(`<iframe src="${cloud.url}/e/${stranger.id}?embed=1"></iframe>`);
      const frame = await (await page.waitForSelector('iframe')).contentFrame();
      expect(await frame!.locator('form').count()).toBe(0);
      await context.close();
    });

    it('whoever registers for a room leaves the frame for it', async () => {
      const context = await contextOf();
      const { id } = await cloud.call('POST', '/v1/events', {
        ...{ kind: 'room', title: 'Office hours', timeZone: 'UTC', allowedOrigins: [origin] },
        roomUrl: 'https://room.example.com/x',
      });
      await context.route('https://room.example.com/**', (route) => route.fulfill({ body: 'The room' }));
      const page = await open(context, made(snippet('embed.js'), id));
      const frame = await framed(page);
      await frame.fill('[name=email]', fresh());
      await frame.click('button[type=submit]');
      await page.waitForURL('https://room.example.com/x');
      await context.close();
    });
  });

  it('everything works without script, on a phone: faults, choice, thanks', async () => {
    const context = await contextOf({ javaScriptEnabled: false, viewport: phone });
    const starts = ['2036-03-11T10:00', '2036-03-18T10:00'];
    const consents = [{ name: 'terms', text: 'I agree to the terms', version: '1', required: true }];
    const { id, sessionIds } = await newEvent(
      { form: { consents, basics: { lastName: 'required' } } },
      starts,
    );
    const page = await context.newPage();
    page.setDefaultTimeout(0);
    await page.goto(`${cloud.url}/e/${id}?session=${sessionIds[1]}`);
    expect(await page.isChecked(`[value=${sessionIds[1]}]`)).toBe(true);
    expect(await page.isChecked(`[value=${sessionIds[0]}]`)).toBe(false);
    await page.fill('[name=email]', 'wrong@x');
    await page.fill('[name=lastName]', ' ');
    await page.check('[name="consents.terms"]');
    await page.click('button[type=submit]');
    expect(await page.locator('.bad').count()).toBe(2);
    expect(await page.isChecked(`[value=${sessionIds[1]}]`)).toBe(true);
    expect(await page.isChecked('[name="consents.terms"]')).toBe(true);
    const email = fresh();
    await page.fill('[name=email]', email);
    await page.fill('[name=lastName]', 'Lovelace');
    await page.check(`[value=${sessionIds[0]}]`);
    await page.click('button[type=submit]');
    expect(page.url()).toBe(`${cloud.url}/e/${id}/thanks?session=${sessionIds.join(',')}`);
    expect(await page.locator('time').count()).toBe(2);
    for (const one of sessionIds)
      expect((await registrationOf(email, one))?.consents).toMatchObject([
        { name: 'terms', text: 'I agree to the terms' },
      ]);
    await context.close();
  });

  it.each([
    [
      'en-GB',
      'America/New_York',
      [
        'Sun 2 March, 04:00',
        'Sun 16 March, 05:00',
        'Sun 30 March, 04:00',
        'Sun 19 October, 04:00',
        'Sun 26 October, 05:00',
        'Sun 2 November, 04:00',
      ],
    ],
    [
      'de-DE',
      'Europe/Moscow',
      [
        'So., 2. März, 12:00\u00a0Uhr',
        'So., 16. März, 12:00\u00a0Uhr',
        'So., 30. März, 11:00\u00a0Uhr',
        'So., 19. Oktober, 11:00\u00a0Uhr',
        'So., 26. Oktober, 12:00\u00a0Uhr',
        'So., 2. November, 12:00\u00a0Uhr',
      ],
    ],
    [
      'fr-FR',
      'Asia/Kolkata',
      [
        'dim. 2 mars, 14:30',
        'dim. 16 mars, 14:30',
        'dim. 30 mars, 13:30',
        'dim. 19 octobre, 13:30',
        'dim. 26 octobre, 14:30',
        'dim. 2 novembre, 14:30',
      ],
    ],
    [
      'ru-RU',
      'Europe/Moscow',
      [
        'вс, 2 марта, 12:00',
        'вс, 16 марта, 12:00',
        'вс, 30 марта, 11:00',
        'вс, 19 октября, 11:00',
        'вс, 26 октября, 12:00',
        'вс, 2 ноября, 12:00',
      ],
    ],
  ])(
    'a visitor in %s and %s reads the right time before and after the clocks change',
    async (locale, timezoneId, times) => {
      const starts = ['03-02', '03-16', '03-30', '10-19', '10-26', '11-02'].map((day) => `2036-${day}T10:00`);
      const { id, sessionIds } = await newEvent({ allowedOrigins: [] }, starts);
      const context = await contextOf({ locale, timezoneId });
      const page = await context.newPage();
      page.setDefaultTimeout(0);
      await page.goto(`${cloud.url}/e/${id}`);
      expect(await page.getAttribute('html', 'lang')).toBe(locale.slice(0, 2));
      const shown = (await page.locator('[data-yours]').allTextContents()).map((text) =>
        text.replace(/^.*?\u00a0?: ?/, '').replace(/^Sun, /, 'Sun '),
      );
      expect(shown).toEqual(times);
      const email = fresh();
      await page.fill('[name=email]', email);
      await page.click('button[type=submit]');
      await page.waitForURL(/\/thanks\?session=ses_\w+$/);
      expect(await registrationOf(email, sessionIds[0])).toMatchObject({ status: 'registered' });
      const people = await cloud.call('GET', `/v1/participants?email=${email}`);
      const timeZone = await page.evaluate('Intl.DateTimeFormat().resolvedOptions().timeZone');
      expect(people.items[0]).toMatchObject({ locale: locale.slice(0, 2), timeZone });
      await context.close();
    },
  );

  it('a question is asked where an earlier answer says so, and not elsewhere', async () => {
    const fields: BodyTo<'POST', '/v1/events'>['form'] = {
      fields: [
        { name: 'role', label: 'Role', type: 'choice', choices: ['Gardener', 'Other'] },
        {
          name: 'garden',
          label: 'Garden',
          type: 'text',
          required: true,
          showWhen: { field: 'role', equals: 'Gardener' },
        },
        { name: 'size', label: 'Size', type: 'number', showWhen: { field: 'garden', equals: 'large' } },
      ],
    };
    const { id, sessionIds } = await newEvent({ form: fields });
    const context = await contextOf();
    const page = await context.newPage();
    page.setDefaultTimeout(0);
    await page.goto(`${cloud.url}/e/${id}`);
    const seen = () =>
      page
        .locator('[name="answers.garden"],[name="answers.size"]')
        .evaluateAll((all) => all.map((one) => one.checkVisibility()));
    expect(await seen()).toEqual([false, false]);
    await page.check('[value=Gardener]');
    expect(await seen()).toEqual([true, false]);
    await page.fill('[name="answers.garden"]', 'large');
    expect(await seen()).toEqual([true, true]);
    await page.check('[value=Other]');
    expect(await seen()).toEqual([false, false]);
    const email = fresh();
    await page.fill('[name=email]', email);
    await page.click('button[type=submit]');
    await page.waitForURL(/\/thanks\?/);
    expect((await registrationOf(email, sessionIds[0]))?.answers).toEqual({ role: 'Other' });
    await context.close();
  });
});
