import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { routes } from '../../../infra/service/routes.ts';
import { startTestCloud, type Mail, type TestCloud } from '../../support/local-cloud.ts';
import { startTestReceiver, type TestReceiver } from '../../support/test-receiver.ts';
import { nameOf, type Ask, type Asker, type Happening, type Step } from './ask.ts';
import { organizerTokens } from './organizer-tokens.ts';
import { createNormaliser, recordedAnswer, type Answer, type Normaliser } from './normalise-answer.ts';

/** A Monday far enough ahead that no machine's clock is there yet. */
export const START = '2036-03-03T09:00:00Z';

/** A local cloud that answers the same requests in the same order the same in every run. */
export class GoldenWorld {
  readonly #kept = new Map<string, string>();
  readonly #clocks: number[] = [];
  readonly #cloud: TestCloud;
  readonly #receiver: TestReceiver;
  readonly #tokens: Partial<Record<Asker, string>>;
  readonly #normaliser: Normaliser;

  private constructor(cloud: TestCloud, receiver: TestReceiver, tokens: Partial<Record<Asker, string>>) {
    this.#cloud = cloud;
    this.#receiver = receiver;
    this.#tokens = tokens;
    this.#normaliser = createNormaliser(() => this.#clocks);
    const hook = new URL(receiver.url).origin;
    this.#kept.set('receiver', receiver.url);
    for (const [origin, word] of [
      [cloud.url, 'https://turnout.test'],
      [cloud.awsUrl, 'https://aws.test'],
      [hook, 'https://receiver.test'],
    ] as const)
      this.#normaliser.place(origin, word);
  }

  static async open(folder: string): Promise<GoldenWorld> {
    const [cloud, receiver] = await Promise.all([startTestCloud(folder), startTestReceiver()]);
    await sameKeys(cloud, folder);
    const world = new GoldenWorld(cloud, receiver, await organizerTokens(cloud, folder));
    await world.#setClock(START);
    return world;
  }

  async close(): Promise<void> {
    await this.#receiver.stop();
    await this.#cloud.stop();
  }

  /** Takes a step; what comes of it, as it is recorded. */
  async take(step: Step): Promise<Answer> {
    try {
      return step.kind === 'ask' ? await this.#send(step) : await this.#happen(step);
    } catch (error) {
      throw new Error(`Golden step "${nameOf(step)}"`, { cause: error });
    }
  }

  async #send(step: Ask): Promise<Answer> {
    const [method = 'GET'] = step.route.split(' ');
    const response = await this.#cloud.send(this.#pathOf(step), {
      method,
      ...this.#bodyOf(step),
      headers: this.#headersOf(step),
    });
    if (step.keep && response.ok) this.#keep(step.keep, await response.clone().json());
    if (method !== 'GET' && response.status < 400) await this.#cloud.settle();
    return recordedAnswer(response, this.#normaliser);
  }

  #pathOf({ route, at = {}, query = '' }: Ask): string {
    const path = route.slice(route.indexOf(' ') + 1);
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(this.#fill(at[name] ?? `$${name.replace(/Id$/, '')}`)),
    );
    return filled + this.#fill(query);
  }

  #bodyOf({ json, form, text, bytes }: Ask): { body?: string | Uint8Array<ArrayBuffer> } {
    if (bytes !== undefined) return { body: bytes };
    if (json !== undefined) return { body: this.#fill(JSON.stringify(json)) };
    if (form !== undefined)
      return { body: this.#fill(new URLSearchParams(form).toString().replaceAll('%24', '$')) };
    return text === undefined ? {} : { body: this.#fill(text) };
  }

  #headersOf({ route, json, form, headers = {}, by }: Ask): Record<string, string> {
    const isPublic = routes.find(({ key }) => key === route)?.access === 'public';
    const type = json === undefined ? form && 'application/x-www-form-urlencoded' : 'application/json';
    const authorization = this.#authorization(by ?? (isPublic ? 'nobody' : 'admin'));
    return {
      ...(type !== undefined && { 'content-type': type }),
      ...(authorization !== undefined && { authorization }),
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, this.#fill(value)])),
    };
  }

  #authorization(by: Asker): string | undefined {
    const token = this.#tokens[by];
    return token === undefined ? undefined : `Bearer ${token}`;
  }

  /** A word that nothing was kept under stays: the answer then shows what is missing. */
  #fill(text: string): string {
    return text.replace(/\$([a-z]\w*)/gi, (whole, word: string) => this.#kept.get(word) ?? whole);
  }

  #keep(keep: NonNullable<Ask['keep']>, body: any): void {
    for (const [word, where] of Object.entries(keep)) {
      const found =
        typeof where === 'function'
          ? where(body)
          : where.split('.').reduce((value: any, part) => value?.[part], body);
      if (typeof found !== 'string') continue;
      this.#kept.set(word, found);
      if (!found.startsWith('http')) this.#normaliser.name(found, word);
    }
  }

  #happen({ kind, with: given = {} }: Happening): Promise<Answer> {
    const acts: Record<Happening['kind'], () => Promise<unknown>> = {
      clock: () => this.#setClock(given['at']!),
      mails: () => this.#mails(),
      link: () => this.#keepLink(given['word']!, given['to']!, given['path']!),
      webhooks: () => Promise.resolve(this.#posts()),
      receiver: () => {
        this.#receiver.reply = () => ({ status: Number(given['status']) });
        return Promise.resolve(given['status']);
      },
      upload: () => this.#upload(given),
      file: async () => (await recordedAnswer(await fetch(this.#fill(given['url']!)), this.#normaliser)).body,
    };
    return acts[kind]().then((body) => ({ body }));
  }

  async #setClock(at: string): Promise<unknown> {
    const { ran } = await this.#cloud.local<{ ran: Record<string, string>[] }>('clock', { at });
    this.#clocks.push(Date.parse(at));
    return ran.filter((one) => one['kind'] === 'schedule').map((one) => one['at']);
  }

  async #mails(): Promise<unknown> {
    const found = await this.#cloud.mails();
    await this.#cloud.local('mail', undefined, 'DELETE');
    const told = found.map(({ to, subject, text }) => ({ to, subject, text: text.split(/\r?\n/) }));
    const keyOf = ({ to, subject }: Pick<Mail, 'to' | 'subject'>) => `${to.join()} ${subject}`;
    const sorted = told.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    return JSON.parse(this.#normaliser.text(JSON.stringify(sorted))) as unknown;
  }

  async #keepLink(word: string, to: string, path: string): Promise<unknown> {
    const mail = (await this.#cloud.mails()).find(
      (one) => one.to[0] === to && one.text.includes(`/${path}/`),
    );
    const token = new RegExp(`/${path}/([\\w.-]+)`).exec(mail?.text ?? '')?.[1];
    if (token !== undefined) {
      this.#kept.set(word, token);
      this.#normaliser.name(token, word);
    }
    return token === undefined ? 'no link' : 'a link';
  }

  #posts(): unknown {
    const told = this.#receiver.posts.splice(0).map(({ headers, body, status }) => ({
      headers: Object.fromEntries(
        Object.entries(headers).filter(([name]) => /^(content-type|user-agent|webhook-id)$/.test(name)),
      ),
      body: JSON.parse(body) as { data?: { participant?: { email?: string } } },
      status,
    }));
    const keyOf = ({ body }: (typeof told)[number]) => body.data?.participant?.email ?? '';
    const sorted = told.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    return JSON.parse(this.#normaliser.text(JSON.stringify(sorted))) as unknown;
  }

  async #upload({ key = '', body = '', ...metadata }: Record<string, string>): Promise<unknown> {
    const filled = Object.entries(metadata).map(([name, value]) => [name, this.#fill(value)]);
    const to = { Bucket: this.#cloud.buckets.imports, Key: key };
    await this.#cloud.s3.send(
      new PutObjectCommand({ ...to, Body: body, Metadata: Object.fromEntries(filled) }),
    );
    await this.#cloud.settle();
    return 'put';
  }
}

/** Ids of people are made with a secret key, and lists of people are in the order of ids. */
async function sameKeys({ awsUrl }: TestCloud, folder: string): Promise<void> {
  const credentials = { accessKeyId: 'me', secretAccessKey: 'me' };
  const client = new SecretsManagerClient({ endpoint: awsUrl, region: 'eu-central-1', credentials });
  const names = Object.keys(JSON.parse(await readFile(join(folder, 'aws/secrets.json'), 'utf8')) as object);
  for (const SecretId of names)
    await client.send(new PutSecretValueCommand({ SecretId, SecretString: 'golden'.repeat(11) }));
  client.destroy();
}
