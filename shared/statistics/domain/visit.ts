type Headers = Record<string, string | undefined>;

/** What names itself as a program: crawlers, previews of links in messengers, checks whether a page is up, loaders. */
const robots =
  /bot\b|bot\/|crawl|spider|slurp|preview|facebookexternalhit|facebookcatalog|whatsapp|skypeuri|embedly|vkshare|mediapartners|lighthouse|pingdom|uptime|monitor|checker|scan|curl|wget|python|java\/|http-?client|okhttp|libwww|go-http|axios|node-fetch|feed/i;

/** Where browsers show a page: by itself or framed, or where a script asks for it to show it. */
const shown = new Set(['document', 'iframe', 'frame', 'empty']);

/**
 * Whether a person looks at the page: a browser that shows it, as far as its own words tell. All browsers call themselves Mozilla;
 * what loads a page ahead of a click, or to look for links, says so or has no such name.
 */
export function isVisit(headers: Headers): boolean {
  const agent = headers['user-agent'] ?? '';
  const isAhead = /prefetch|preview|prerender/i.test(
    `${headers['sec-purpose'] ?? ''} ${headers['purpose'] ?? ''}`,
  );
  const destination = headers['sec-fetch-dest'];
  return (
    agent.startsWith('Mozilla/') &&
    !robots.test(agent) &&
    !isAhead &&
    (destination === undefined || shown.has(destination))
  );
}
