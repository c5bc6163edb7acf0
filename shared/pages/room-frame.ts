/** A provider's page as it is shown within ours. */
export interface RoomFrame {
  src: string;
  /** What it may use of the visitor's machine, once they agree. */
  allow: string;
}

const VIDEO = 'autoplay; encrypted-media; fullscreen; picture-in-picture';
const MEETING = `camera; microphone; display-capture; clipboard-write; ${VIDEO}`;

/**
 * The frame for a room or a recording, where its provider allows one: YouTube, Vimeo, BigBlueButton, and Jitsi on servers of one's own
 * or at 8x8. Undefined for all others, to which a link leads: most refuse frames, and meet.jit.si ends framed calls after five minutes.
 */
export function roomFrame(address: string): RoomFrame | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== 'https:') return undefined;
  const video = youTube(url) ?? vimeo(url);
  if (video !== undefined) return { src: video, allow: VIDEO };
  return isJitsi(url) || isBigBlueButton(url) ? { src: url.href, allow: MEETING } : undefined;
}

function youTube({ hostname, pathname, searchParams }: URL): string | undefined {
  const host = hostname.replace(/^(?:www|m)\./, '');
  const id =
    host === 'youtu.be'
      ? pathname.slice(1)
      : host === 'youtube.com' || host === 'youtube-nocookie.com'
        ? (/^\/(?:live|embed|shorts)\/([^/]+)/.exec(pathname)?.[1] ?? searchParams.get('v') ?? '')
        : '';
  return /^[\w-]{11}$/.test(id) ? `https://www.youtube-nocookie.com/embed/${id}` : undefined;
}

function vimeo({ hostname, pathname, searchParams }: URL): string | undefined {
  const host = hostname.replace(/^www\./, '');
  if (host !== 'vimeo.com' && host !== 'player.vimeo.com') return undefined;
  const event = /^\/event\/(\d+)/.exec(pathname)?.[1];
  if (event !== undefined) return `https://vimeo.com/event/${event}/embed`;
  const [, id, inPath] = /^(?:\/video)?\/(\d+)(?:\/([\da-f]+))?\/?$/.exec(pathname) ?? [];
  if (id === undefined) return undefined;
  // Of videos that are not listed.
  const key = inPath ?? searchParams.get('h') ?? '';
  return `https://player.vimeo.com/video/${id}${/^[\da-f]+$/.test(key) ? `?h=${key}` : ''}`;
}

const isJitsi = ({ hostname }: URL): boolean =>
  hostname === '8x8.vc' || hostname.split('.').some((label) => label === 'jitsi');

/** The join links of its API; Greenlight, the front end with rooms at `/b/…`, refuses frames. */
const isBigBlueButton = ({ pathname }: URL): boolean => pathname.startsWith('/bigbluebutton/');
