import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { docsStyle } from '../../functions/docs/docs-style.ts';
import { serveDocs } from '../../functions/docs/serve-docs.ts';
import { allRoutes } from '../../infra/openapi/all-routes.ts';
import { apiFiles } from '../../infra/openapi/api-files.ts';
import { makeOpenApi } from '../../infra/openapi/make-openapi.ts';
import { routes } from '../../infra/service/routes.ts';
import { callerOf } from '../support/http-events.ts';

const api: any = makeOpenApi();
const operations: [string, any][] = Object.entries<any>(api.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]): [string, any] => [
    `${method.toUpperCase()} ${path}`,
    operation,
  ]),
);

describe('The description of the API', () => {
  it('lies in the repository as the routes declare it (npm run openapi)', async () => {
    const files = await apiFiles();
    expect(files.map(({ path }) => basename(path))).toContain('openapi.json');
    for (const { path, text } of files) expect(text === (await readFile(path, 'utf8')), path).toBe(true);
  });

  it('is OpenAPI 3.1 to another tool', async () => {
    const result = await new Validator().validate(structuredClone(api));
    expect(result.errors ?? [], JSON.stringify(result.errors ?? [])).toEqual([]);
    expect(result.valid).toBe(true);
  });

  it('has every route that API Gateway knows, but for what browsers ask by themselves and what is not there', () => {
    const isHead = (key: string) => key.startsWith('HEAD ');
    const known = routes.map(({ key }) => key).filter((key) => !/^(?:OPTIONS|HEAD|ANY) /.test(key));
    expect(operations.map(([key]) => key).sort()).toEqual(known.sort());
    const declared = routes.map(({ key }) => key).filter((key) => !isHead(key));
    expect(Object.keys(allRoutes).sort()).toEqual(declared.sort());
    const open = routes.filter(({ key, access }) => access === 'public' && key.startsWith('GET '));
    expect(routes.filter(({ key }) => isHead(key)).map(({ key }) => key.replace('HEAD', 'GET'))).toEqual(
      open.map(({ key }) => key),
    );
  });

  it('names each operation once, and asks for a token where the gateway does', () => {
    const ids = operations.map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [key, operation] of operations) {
      const isOpen = routes.find((route) => route.key === key)?.access === 'public';
      expect(operation.security ?? [], key).toEqual(isOpen ? [] : [{ organizer: [] }]);
      expect(operation['x-permission'] === undefined, key).toBe(isOpen);
    }
  });

  it('calls the former words deprecated', () => {
    const old = operations.filter(([, { deprecated }]) => deprecated === true).map(([key]) => key);
    expect(old).toEqual(['POST /v1/doubles', 'GET /v1/doubles', 'GET /v1/doubles/{doublesId}']);
  });

  it('shows examples that fit', () => {
    const ajv = new Ajv2020({ strict: false });
    formats.default(ajv);
    ajv.addSchema({ $id: 'api', components: api.components });
    for (const [name, shape] of Object.entries<any>(api.components.schemas)) {
      const check = ajv.compile({ $ref: `api#/components/schemas/${name}` });
      for (const example of shape.examples ?? [])
        expect(check(example), `${name}: ${JSON.stringify(check.errors)}`).toBe(true);
    }
    const bare = Object.entries<any>(api.components.schemas).filter(
      ([, shape]) => shape.examples === undefined,
    );
    const withoutNeed = /Action$|^FieldError$|^GatewayMessage$/;
    expect(bare.map(([name]) => name).filter((name) => !withoutNeed.test(name))).toEqual([]);
  });
});

describe('The page that shows it', () => {
  it('has no scripts, loads nothing from elsewhere, and names every operation', async () => {
    const { status, headers, body } = await callerOf(serveDocs())('GET /docs');
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toContain("default-src 'none'; style-src 'sha256-");
    expect(body).toContain(`<style>${docsStyle}</style>`);
    expect(body).not.toMatch(/<script|<link|<img|\ssrc=|\son\w+=|href="http/);
    for (const [, { operationId }] of operations) expect(body).toContain(`<details id="${operationId}">`);
    const targets = [...body.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]);
    for (const target of new Set(targets)) expect(body).toContain(`id="${target}"`);
  });

  it('stands beside the file itself', async () => {
    const reply = await callerOf(serveDocs())('GET /v1/openapi.json');
    expect(reply.json()).toEqual(JSON.parse(JSON.stringify(api)));
  });
});
