import type { Event } from '../events/domain/event.ts';

/** What is handed on from the page around the form: where somebody came from, and what to show. */
const HANDED_ON = '^(?:utm_(?:source|medium|campaign|term|content)|gclid|session|lang)$';

/**
 * The script that shows an event's form in a page of another site: in a frame as wide as its place and as high as the form. It
 * hands on where a visitor came from. A page that the event does not name gets a link to the form instead.
 */
export function embedScript({
  id,
  title,
  allowedOrigins,
}: Pick<Event, 'id' | 'title' | 'allowedOrigins'>): string {
  const told = JSON.stringify({ path: `/e/${id}`, title, allowed: allowedOrigins });
  return `(() => {
  const { path, title, allowed } = ${told};
  const script = document.currentScript || document.querySelector('script[src*="' + path + '/embed.js"]');
  if (!script) return;
  const own = new URL(script.src);
  const page = new URL(path, own);
  const take = (from) => {
    for (const [name, value] of from)
      if (/${HANDED_ON}/.test(name) && value && !page.searchParams.has(name)) page.searchParams.set(name, value.slice(0, 500));
  };
  take(own.searchParams);
  take(Object.entries(script.dataset));
  take(new URLSearchParams(location.search));
  const referrer = document.referrer.split(/[?#]/)[0];
  if (referrer && new URL(referrer).origin !== location.origin) page.searchParams.set('referrer', referrer.slice(0, 500));
  const link = () => {
    console.warn('Turnout: name ' + location.origin + ' in allowedOrigins of the event ' + path.slice(3) + ' to show its form here.');
    const made = document.createElement('a');
    Object.assign(made, { href: page.href, textContent: title });
    return made;
  };
  const frame = () => {
    page.searchParams.set('embed', '1');
    const made = document.createElement('iframe');
    Object.assign(made, { src: page.href, title });
    made.style.cssText = 'display:block;width:100%;height:36rem;border:0';
    addEventListener('message', ({ source, origin, data }) => {
      if (source !== made.contentWindow || origin !== page.origin || !data || data.turnout !== 1) return;
      if (data.height > 0) made.style.height = Math.min(data.height, 20000) + 'px';
      if (data.look && made.getBoundingClientRect().top < 0) made.scrollIntoView();
      if (/^https:\\/\\//.test(data.leave)) location.assign(data.leave);
    });
    return made;
  };
  const show = () => {
    const made = allowed.includes(location.origin) || location.origin === page.origin ? frame() : link();
    if (document.body.contains(script)) script.after(made);
    else document.body.append(made);
  };
  if (document.body) show();
  else addEventListener('DOMContentLoaded', show);
})();
`;
}

/** Headers of the script: any page may load it. */
export const embedHeaders: Record<string, string> = {
  'content-type': 'text/javascript; charset=utf-8',
  'cache-control': 'public, max-age=300',
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
};
