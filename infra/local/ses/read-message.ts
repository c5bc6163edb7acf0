import { AwsError } from '../endpoint/aws-service.ts';
import { readMembers } from '../endpoint/query-protocol.ts';
import { bareAddress, parseMail } from './parse-mail.ts';

/** A mail as a SendEmail or SendRawEmail form describes it. */
export interface Message {
  source: string;
  destination: string[];
  subject: string;
  text: string;
  html: string;
  headers: { name: string; value: string }[];
  tags: Record<string, string>;
  configurationSet: string | undefined;
  raw: Uint8Array;
}

/** The form wins over headers of the message: `Source`, `Destinations`, `ConfigurationSetName`, `Tags`. */
export async function readRawMessage(form: URLSearchParams): Promise<Message> {
  const raw = Buffer.from(form.get('RawMessage.Data') ?? '', 'base64');
  if (raw.length === 0) throw new AwsError('InvalidParameterValue', 'RawMessage.Data is missing or empty.');
  const mail = await parseMail(raw);
  const header = (name: string): string | undefined =>
    mail.headers.find((one) => one.name.toLowerCase() === name)?.value;
  const destinations = readMembers(form, 'Destinations');
  return {
    ...mail,
    source: bareAddress(form.get('Source') ?? mail.from),
    destination: (destinations.length > 0 ? destinations : mail.recipients).map(bareAddress),
    tags: { ...readHeaderTags(header('x-ses-message-tags')), ...readTags(form) },
    configurationSet: form.get('ConfigurationSetName') ?? header('x-ses-configuration-set'),
    raw,
  };
}

/** SendEmail: SES makes the message; here it is plain parts without encodings, good for an inbox to show. */
export function readFormattedMessage(form: URLSearchParams): Message {
  const [to, cc, bcc] = ['To', 'Cc', 'Bcc'].map((kind) => readMembers(form, `Destination.${kind}Addresses`));
  const source = form.get('Source') ?? '';
  const subject = form.get('Message.Subject.Data') ?? '';
  const text = form.get('Message.Body.Text.Data') ?? '';
  const html = form.get('Message.Body.Html.Data') ?? '';
  const headers = [
    { name: 'From', value: source },
    { name: 'To', value: (to ?? []).join(', ') },
    { name: 'Subject', value: subject },
    { name: 'Content-Type', value: `text/${html === '' ? 'plain' : 'html'}; charset=utf-8` },
  ];
  const head = headers.map(({ name, value }) => `${name}: ${value}\r\n`).join('');
  return {
    source: bareAddress(source),
    destination: [to, cc, bcc].flatMap((addresses) => (addresses ?? []).map(bareAddress)),
    subject,
    text,
    html,
    headers,
    tags: readTags(form),
    configurationSet: form.get('ConfigurationSetName') ?? undefined,
    raw: Buffer.from(`${head}\r\n${html === '' ? text : html}`),
  };
}

function readTags(form: URLSearchParams): Record<string, string> {
  const tags: Record<string, string> = {};
  for (let index = 1; form.has(`Tags.member.${index}.Name`); index++) {
    tags[form.get(`Tags.member.${index}.Name`) ?? ''] = form.get(`Tags.member.${index}.Value`) ?? '';
  }
  return tags;
}

/** `X-SES-MESSAGE-TAGS: registration=abc, kind=confirmation` */
function readHeaderTags(value = ''): Record<string, string> {
  const pairs = value.split(',').map((pair) => pair.trim().split('='));
  return Object.fromEntries(pairs.flatMap(([name = '', tag = '']) => (name === '' ? [] : [[name, tag]])));
}
