import { randomUUID } from 'node:crypto';
import type { AwsError, AwsResponse } from './aws-service.ts';

const xmlEntities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => xmlEntities[character] ?? character);
}

/** A tree as XML elements; a list repeats its element. */
export type XmlTree = string | { [name: string]: XmlTree | XmlTree[] };

export function formatXml(tree: XmlTree): string {
  if (typeof tree === 'string') return escapeXml(tree);
  return Object.entries(tree)
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one) => `<${name}>${formatXml(one)}</${name}>`),
    )
    .join('');
}

export function xmlResponse(body: string, status = 200, headers: Record<string, string> = {}): AwsResponse {
  return {
    status,
    headers: { 'content-type': 'text/xml', ...headers },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
  };
}

/** The answer of a Query-protocol action (SES, STS): `<ActionResponse><ActionResult>…`. */
export function queryResponse(action: string, namespace: string, result: XmlTree): AwsResponse {
  const metadata = formatXml({ ResponseMetadata: { RequestId: randomUUID() } });
  const inner = formatXml({ [`${action}Result`]: result });
  return xmlResponse(`<${action}Response xmlns="${namespace}">${inner}${metadata}</${action}Response>`);
}

export function queryError(error: AwsError): AwsResponse {
  const detail = {
    Type: error.status < 500 ? 'Sender' : 'Receiver',
    Code: error.code,
    Message: error.message,
  };
  return xmlResponse(formatXml({ ErrorResponse: { Error: detail, RequestId: randomUUID() } }), error.status);
}

/** `Name.member.1`, `Name.member.2`, … of a Query-protocol form. */
export function readMembers(form: URLSearchParams, name: string): string[] {
  const values: string[] = [];
  for (let index = 1; ; index++) {
    const value = form.get(`${name}.member.${index}`);
    if (value === null) return values;
    values.push(value);
  }
}
