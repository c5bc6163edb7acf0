import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { beatScript } from '../../functions/presence/beat-script.ts';
import { joinReply } from '../../functions/pages/join-reply.ts';

/** A join page in a browser: what it posts, and what happens to it. */
function openPage({ inFrame, answers }: { inFrame: boolean; answers: { status: number; told: object }[] }) {
  const heard = new Map<string, () => void>();
  const posted: object[] = [];
  let beat: (() => Promise<void>) | undefined;
  const link = { addEventListener: (name: string, hear: () => void) => heard.set(name, hear) };
  runInNewContext(beatScript, {
    document: {
      currentScript: { dataset: { token: 'a-token' } },
      querySelector: () => (inFrame ? null : link),
    },
    addEventListener: link.addEventListener,
    navigator: { sendBeacon: (_path: string, body: string) => posted.push(JSON.parse(body)) },
    setInterval: (say: (state: string) => Promise<void>, ms: number, state: string) => {
      expect(ms).toBe(29_000);
      beat = () => say(state);
      return 7;
    },
    clearInterval: () => (beat = undefined),
    fetch: (_path: string, { body }: { body: string }) => {
      posted.push(JSON.parse(body));
      const answer = answers.shift();
      if (!answer) return Promise.reject(new Error('offline'));
      const { status, told } = answer;
      return Promise.resolve({ ok: status === 200, status, json: () => Promise.resolve(told) });
    },
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    posted,
    isBeating: () => beat !== undefined,
    hears: async (name: string) => {
      heard.get(name)?.();
      await settle();
    },
    beats: async () => {
      await beat?.();
      await settle();
    },
  };
}
const fine = (memo: string) => ({ status: 200, told: { counts: true, memo } });
const token = 'a-token';

describe('A join page', () => {
  it('says that its person comes, is there and leaves, and brings along what it was told', async () => {
    const page = openPage({ inFrame: true, answers: [fine('one'), fine('two')] });
    await page.hears('pageshow');
    await page.beats();
    // Without a network nothing is lost but the beat.
    await page.beats();
    await page.hears('pagehide');
    expect(page.posted).toEqual([
      { token, state: 'join' },
      { token, state: 'beat', memo: 'one' },
      { token, state: 'beat', memo: 'two' },
      { token, state: 'leave', memo: 'two' },
    ]);
    expect(page.isBeating()).toBe(false);
    await page.hears('pageshow');
    expect(page.posted.at(-1)).toEqual({ token, state: 'join' });
  });

  it('begins when the room is opened in a tab of its own, and once', async () => {
    const page = openPage({ inFrame: false, answers: [fine('one')] });
    await page.hears('pagehide');
    expect(page.posted).toEqual([]);
    await page.hears('click');
    await page.hears('click');
    expect(page.posted).toEqual([{ token, state: 'join' }]);
  });

  it.each([
    { status: 404, told: {} },
    { status: 200, told: { counts: false } },
  ])('is silent once it is told that nothing counts any more: %j', async (answer) => {
    const page = openPage({ inFrame: true, answers: [answer] });
    await page.hears('pageshow');
    expect(page.isBeating()).toBe(false);
  });

  it('goes on when the answer is an error of ours', async () => {
    const page = openPage({ inFrame: true, answers: [{ status: 503, told: {} }] });
    await page.hears('pageshow');
    expect(page.isBeating()).toBe(true);
  });
});

describe('The page of a personal link', () => {
  const input = { locale: 'en', title: 'Trees', state: 'live', now: '2027-03-07T09:00:00Z' } as const;
  const room = 'https://room.example.com/1';

  it('opens the room in a tab of its own and stays, and may tell us', () => {
    const { body, headers } = joinReply({ ...input, roomUrl: room, beat: token });
    expect(body).toMatch(/href="https:\/\/room.example.com\/1"[^>]*target="_blank"[^>]*data-enter/);
    expect(body).not.toContain('data-go>');
    expect(body).toContain('<script src="/v1/presence/beat.js" data-token="a-token"></script>');
    expect(headers?.['content-security-policy']).toMatch(/script-src [^;]*'self'.*connect-src 'self'/);
  });

  it('tells while the room is in its frame', () => {
    const { body } = joinReply({ ...input, roomUrl: 'https://jitsi.example.com/x', beat: token });
    expect(body).toContain('<iframe');
    expect(body).toContain('data-token="a-token"');
    expect(body).not.toContain('data-enter');
  });

  it('leads on at once where nobody is known by it, and tells nothing', () => {
    const { body, headers } = joinReply({ ...input, roomUrl: room });
    expect(body).toContain('data-go');
    expect(body).not.toContain('beat.js');
    expect(headers?.['content-security-policy']).not.toMatch(/connect-src|script-src [^;]*'self'/);
  });
});
