import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import * as z from 'zod';
import { answerHeadersOf } from '../../../infra/openapi/answer-headers.ts';
import { allRoutes } from '../../../infra/openapi/all-routes.ts';
import { JsonShapes } from '../../../infra/openapi/json-shapes.ts';
import { problemComponents } from '../../../infra/openapi/problem-components.ts';
import { problemsOf } from '../../../infra/openapi/problems-of.ts';
import '../../../functions/people/bulk-request.ts';

const ajv = new Ajv2020({ strict: false, validateFormats: true });
formats.default(ajv);
const shapes = new JsonShapes({ isClosed: true });
const described = new Map(
  Object.entries(allRoutes).flatMap(([key, { answers }]) =>
    Object.entries(answers).flatMap(([status, answer]) =>
      answer instanceof z.ZodType ? [[`${key} ${status}`, shapes.describe(answer, 'output')] as const] : [],
    ),
  ),
);
ajv.addSchema({
  $id: 'api',
  components: { schemas: { ...Object.fromEntries(shapes.named), ...problemComponents().schemas } },
});
const checks = new Map<string, ValidateFunction>();

function check(name: string, shape: object): ValidateFunction {
  const made =
    checks.get(name) ??
    ajv.compile(JSON.parse(JSON.stringify(shape).replaceAll('"#/components/', '"api#/components/')));
  checks.set(name, made);
  return made;
}

/** Holds an answer against what its route declares: exactly its fields, or one of the problems it may answer. */
export function checkAnswer(
  key: string,
  status: number,
  headers: Readonly<Record<string, unknown>>,
  body: string,
): void {
  const route = allRoutes[key];
  const type = headers['content-type'];
  if (!route || (typeof type === 'string' && /^text\/(?:html|javascript)/.test(type)) || status === 500)
    return;
  const fail = (why: string) => {
    throw new Error(
      `${key} answered ${status}, and its declaration does not say so: ${why}\n${body.slice(0, 500)}`,
    );
  };
  const declared = answerHeadersOf(route, status);
  for (const name of ['etag', 'location'] as const)
    if (name in headers && !declared.includes(name)) fail(`no header "${name}" among its headers`);
  const shape = described.get(`${key} ${status}`);
  if (shape) {
    const isRight = check(`${key} ${status}`, shape);
    if (!isRight(JSON.parse(body))) fail(ajv.errorsText(isRight.errors));
  } else if (status >= 400) {
    const isProblem = check('Problem', { $ref: '#/components/schemas/Problem' });
    if (!isProblem(JSON.parse(body))) fail(ajv.errorsText(isProblem.errors));
    const code = (JSON.parse(body) as { type: string }).type.replace('urn:turnout:problem:', '');
    if (!problemsOf(key, route).some((one) => one === code)) fail(`no "${code}" among its problems`);
  } else if (!(status in route.answers)) fail('no such status');
}
