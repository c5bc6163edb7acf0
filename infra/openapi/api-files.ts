import { fileURLToPath } from 'node:url';
import openapiTypes, { astToString } from 'openapi-typescript';
import { format } from 'oxfmt';
import layout from '../../oxfmt.config.ts';
import { makeOpenApi } from './make-openapi.ts';

const root = new URL('../..', import.meta.url);

/** What is made of the declarations of routes and lies in the repository: the description, and types for clients. */
export async function apiFiles(): Promise<{ path: string; text: string }[]> {
  const description = JSON.stringify(makeOpenApi());
  const types = astToString(await openapiTypes(description, { defaultNonNullable: false }));
  return Promise.all([
    formatted('docs/openapi.json', description),
    formatted('test/support/api/api-types.ts', `// Made by \`npm run openapi\`; do not edit.\n${types}`),
  ]);
}

async function formatted(name: string, text: string): Promise<{ path: string; text: string }> {
  const path = fileURLToPath(new URL(name, root));
  return { path, text: (await format(path, text, layout)).code };
}
