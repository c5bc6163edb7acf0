import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFreePort } from '../../../infra/local/dynamodb/find-free-port.ts';
import { type LocalCloud, startLocalCloud } from '../../../infra/local/local-cloud.ts';
import { zoneTableVersion } from '../../../shared/platform/time/zone-table.ts';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

let folder: string;
let cloud: LocalCloud;
let eventsOnceHealthy: { items: unknown[] };
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'turnout-demo-'));
  const port = await findFreePort();
  const starting = startLocalCloud({ port, awsPort: 0, data: folder, fresh: false, demo: true });
  [cloud, eventsOnceHealthy] = await Promise.all([
    starting,
    readEventsOnceHealthy(`http://127.0.0.1:${port}`),
  ]);
  await cloud.settle();
});
afterAll(async () => {
  await cloud.stop();
  await rm(folder, { recursive: true, force: true });
});

const ask = async <T>(path: string, body?: unknown): Promise<T> => {
  const post = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  const answer = await fetch(cloud.url + path, body === undefined ? {} : post);
  return (await answer.json()) as T;
};

/** As a script does that waits for a start. */
async function readEventsOnceHealthy(url: string): Promise<{ items: unknown[] }> {
  const health = (): Promise<number> =>
    fetch(`${url}/_local/health`).then(
      ({ status }) => status,
      () => 0,
    );
  while ((await health()) !== 200) await setTimeout(20);
  const minted = await fetch(`${url}/_local/token`, { method: 'POST', body: '{"role":"admin"}' });
  const { token } = (await minted.json()) as { token: string };
  const answer = await fetch(`${url}/v1/events`, { headers: { authorization: `Bearer ${token}` } });
  return (await answer.json()) as { items: unknown[] };
}

describe('A first start', () => {
  it('is healthy only when its demo event is there', () => {
    expect(eventsOnceHealthy.items).toHaveLength(1);
  });

  it('shows the status page to whoever opens the address', async () => {
    const answer = await fetch(cloud.url);
    expect([new URL(answer.url).pathname, answer.status]).toEqual(['/_local', 200]);
    expect(await answer.text()).toContain('Turnout');
  });

  it('tells which zone table and which Node it runs on', async () => {
    const expected = { zoneTable: zoneTableVersion, node: process.versions.node };
    expect(await ask('/_local/info')).toMatchObject({ versions: expected });
    expect(await ask('/_local/health')).toMatchObject({ status: 'ok', versions: expected });
  });

  it.skipIf(!existsSync(executablePath))('names the sessions on the page of schedules', async () => {
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(cloud.url);
    await page.waitForSelector('#schedules li:has-text("of 20")');
    expect(await page.locator('#schedules li').count()).toBe(6);
    expect(await page.locator('#about').innerText()).toContain(`zoneTable ${zoneTableVersion}`);
    expect(complaints).toEqual([]);
    await browser.close();
  });

  it('has an event whose two reminders come within the week and a day that its clock is moved', async () => {
    const { items } = await ask<{ items: { at: string }[] }>('/_local/schedules');
    expect(items).toHaveLength(6);
    const eventId = cloud.demoUrl!.split('/').at(-1);
    await ask(`/v1/events/${eventId}/registrations`, { email: 'ann@example.com' });
    await cloud.settle();
    const { ran } = await ask<{ ran: { kind: string }[] }>('/_local/clock', { advance: 'P8D' });
    expect(ran.filter(({ kind }) => kind === 'schedule')).toHaveLength(2);
    const mails = await ask<{ items: { to: string[]; subject: string }[] }>('/_local/mail');
    expect(mails.items.map(({ to }) => to)).toEqual(Array.from({ length: 3 }, () => ['ann@example.com']));
    expect(new Set(mails.items.map(({ subject }) => subject)).size).toBe(3);
  });
});
