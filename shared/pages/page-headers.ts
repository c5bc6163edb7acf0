import { createHash } from 'node:crypto';
import type { EventLook } from '../events/domain/event-look.ts';
import { lookStyle } from './look.ts';
import { pageScript } from './page-script.ts';
import { stylesheet } from './stylesheet.ts';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const scriptHash = hashOf(pageScript);
const styleHash = hashOf(stylesheet);

/** What a page needs beyond itself. All addresses count by their origin only. */
interface PageNeeds {
  /** Other sites that may show the page in a frame; without it, nobody may. */
  framedBy?: readonly string[] | undefined;
  /** Where the answer to a form may redirect to (the event's `thankYouUrl`): browsers hold redirects against `form-action` too. */
  formTargets?: readonly string[] | undefined;
  /** It tells us that its person is in the room. */
  beats?: boolean | undefined;
  /** What the page itself shows in a frame. */
  frames?: readonly string[] | undefined;
  look?: EventLook | undefined;
}

/** Headers of every page. */
export function pageHeaders(needs: PageNeeds = {}): Record<string, string> {
  const { framedBy, formTargets = [], beats = false, frames = [], look } = needs;
  const style = lookStyle(look);
  const framed = frames.flatMap(secureOrigin);
  const policy = [
    `default-src 'none'`,
    `script-src ${scriptHash}${beats ? " 'self'" : ''}`,
    `style-src ${[styleHash, ...(style === undefined ? [] : [hashOf(style)])].join(' ')}`,
    `img-src ${['data:', ...(look?.picture === undefined ? [] : secureOrigin(look.picture))].join(' ')}`,
    ...(beats ? [`connect-src 'self'`] : []),
    ...(framed.length > 0 ? [`frame-src ${framed.join(' ')}`] : []),
    `form-action ${["'self'", ...formTargets.flatMap(secureOrigin)].join(' ')}`,
    `base-uri 'none'`,
    `frame-ancestors ${framedBy === undefined ? `'none'` : ["'self'", ...framedBy.flatMap(originOf)].join(' ')}`,
  ];
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    // Tokens stand in addresses: nothing of them goes to other sites. Not `no-referrer`: forms would post `Origin: null`.
    'referrer-policy': 'same-origin',
    'cache-control': 'no-store',
  };
}

const secureOrigin = (address: string): string[] =>
  originOf(address).filter((origin) => origin.startsWith('https://'));

/** The origin of an address, if it can stand in a policy: hosts may have signs in them that end a directive. */
function originOf(address: string): string[] {
  if (!URL.canParse(address)) return [];
  const { origin } = new URL(address);
  return /^https?:\/\/(?:[\w.-]+|\[[\da-f:]+\])(?::\d+)?$/.test(origin) ? [origin] : [];
}
