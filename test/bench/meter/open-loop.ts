import http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/** Does `act` so many times a second without waiting for answers; answers what each took in milliseconds. */
export async function openLoop(
  perSecond: number,
  forSeconds: number,
  act: (index: number) => Promise<unknown>,
): Promise<number[]> {
  const begun = performance.now();
  const taken = Array.from({ length: perSecond * forSeconds }, async (_, index) => {
    await delay(Math.max(0, (index * 1000) / perSecond - (performance.now() - begun)));
    const sent = performance.now();
    await act(index);
    return performance.now() - sent;
  });
  return Promise.all(taken);
}

/** Posts JSON over kept-open connections; answers the status. Lighter than `fetch`, whose own work would be measured too. */
export function createPoster(url: string): (body: unknown) => Promise<number> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1000 });
  return (body) =>
    new Promise((resolve, reject) => {
      const text = JSON.stringify(body);
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
      const request = http.request(url, { agent, method: 'POST', headers }, (response) => {
        response.resume();
        response.on('end', () => {
          resolve(response.statusCode ?? 0);
        });
      });
      request.on('error', reject);
      request.end(text);
    });
}
