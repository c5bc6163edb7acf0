/**
 * Who sends a request: the roles of the product; a member who may export, too; a machine; somebody whose token names another
 * role; whose token nobody signed; who has none.
 */
export type Asker = 'admin' | 'member' | 'exporter' | 'machine' | 'visitor' | 'forger' | 'nobody';

/** What of an answer later requests name as `$word`: a path into its JSON (`items.0.id`), or a look at it. */
export type Keep = Record<string, string | ((body: any) => unknown)>;

/**
 * One request of the golden set. Texts in it may hold `$word`: an id, link or version that an answer before gave. A parameter
 * of the path that is not given under `at` is what was kept under its own name: `$event` for `{eventId}`.
 */
export interface Ask {
  kind: 'ask';
  /** As it stands in the table of routes; or method and path that are in no table. */
  route: string;
  title: string;
  at?: Record<string, string>;
  /** What follows the path. */
  query?: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as an HTML form does. */
  form?: Record<string, string> | [string, string][];
  /** Sent as it stands; its content type is among the headers. */
  text?: string;
  /** The same in bytes, for what is no text. */
  bytes?: Uint8Array<ArrayBuffer>;
  by?: Asker;
  keep?: Keep;
}

/** Something that happens between requests; what it answers is compared, too. */
export interface Happening {
  kind: 'clock' | 'mails' | 'link' | 'webhooks' | 'upload' | 'receiver' | 'file';
  title: string;
  with?: Record<string, string>;
}

export type Step = Ask | Happening;

type Rest = Omit<Ask, 'kind' | 'route' | 'title'>;

export const ask = (route: string, title: string, rest: Rest = {}): Ask => ({
  kind: 'ask',
  route,
  title,
  ...rest,
});

/** The clock walks on to an instant, through everything that becomes due on the way. */
export const clockAt = (at: string): Happening => ({ kind: 'clock', title: at, with: { at } });

/** Every mail since this was last asked, in the order of addresses and subjects. */
export const mails = (title: string): Happening => ({ kind: 'mails', title });

/** Keeps the token of the link in somebody's latest mail: `/j/`, `/u/`, `/c/`, `/n/`, `/w/` or `/r/`. */
export const linkOf = (word: string, to: string, path: 'j' | 'u' | 'c' | 'n' | 'w' | 'r'): Happening => ({
  kind: 'link',
  title: word,
  with: { word, to, path },
});

/** Every post that came to the webhook receiver since this was last asked, in the order of people. */
export const webhooks = (title: string): Happening => ({ kind: 'webhooks', title });

/** What the webhook receiver answers from here on. */
export const receiverAnswers = (status: string): Happening => ({
  kind: 'receiver',
  title: status,
  with: { status },
});

/** A file put into the bucket, as the AWS CLI does. */
export const upload = (key: string, body: string, metadata: Record<string, string> = {}): Happening => ({
  kind: 'upload',
  title: key,
  with: { ...metadata, key, body },
});

/** What a signed link leads to. */
export const fileAt = (title: string, url: string): Happening => ({ kind: 'file', title, with: { url } });

/** How a step is called in the file of answers. */
export const nameOf = (step: Step): string =>
  step.kind === 'ask' ? `${step.route}: ${step.title}` : `${step.kind}: ${step.title}`;

/** An id of nothing. */
export const noId = (prefix: string): string => `${prefix}_${'0'.repeat(32)}`;
