import { createHash } from 'node:crypto';
import { pageScript } from './page-script.ts';
import { stylesheet } from './stylesheet.ts';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const scriptHash = hashOf(pageScript);
const styleHash = hashOf(stylesheet);

/**
 * Headers of every page. `embeddable` lets any site frame it (/e/ only); `formTargets` are further addresses the answer
 * to a form may redirect to (the event's `thankYouUrl`), because browsers hold redirects against `form-action` too.
 */
export function pageHeaders(options: {
  embeddable: boolean;
  formTargets?: readonly string[];
}): Record<string, string> {
  const targets = (options.formTargets ?? []).flatMap(originOf);
  const policy = [
    `default-src 'none'`,
    `script-src ${scriptHash}`,
    `style-src ${styleHash}`,
    `img-src data:`,
    `form-action ${["'self'", ...targets].join(' ')}`,
    `base-uri 'none'`,
    `frame-ancestors ${options.embeddable ? '*' : `'none'`}`,
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

function originOf(address: string): string[] {
  if (!URL.canParse(address)) return [];
  const { protocol, origin } = new URL(address);
  return protocol === 'https:' ? [origin] : [];
}
