import { fieldErrorCodes } from '../../shared/platform/problems/field-error-codes.ts';
import { problemMeanings } from '../../shared/platform/problems/problem-meanings.ts';
import { problemTypes } from '../../shared/platform/problems/problem-types.ts';

const typeOf = (code: string): string => `urn:turnout:problem:${code}`;

const meanings = new Map(Object.entries(problemMeanings));
const codes = Object.entries(problemTypes).map(
  ([code, problem]) => [code, { ...problem, meaning: meanings.get(code) ?? '' }] as const,
);
const fieldCodes = Object.entries(fieldErrorCodes);

const list = (meanings: [word: string, meaning: string][]): string =>
  meanings.map(([word, meaning]) => `- \`${word}\`: ${meaning}`).join('\n');

const Problem = {
  type: 'object',
  description: `A problem as of RFC 9457. \`type\` is one of:\n${list(codes.map(([code, { meaning }]) => [typeOf(code), meaning]))}`,
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { type: 'string', enum: codes.map(([code]) => typeOf(code)) },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What is wrong, and what to do, in words.' },
    errors: { type: 'array', items: { $ref: '#/components/schemas/FieldError' } },
    existingId: { type: 'string', description: 'The id of what stands in the way.' },
  },
  examples: [
    {
      type: typeOf('invalid-input'),
      title: 'Invalid input',
      status: 422,
      detail: 'Some fields need another look.',
      errors: [
        { field: 'title', code: 'too-small', message: 'Too small: expected string to have >=1 characters.' },
      ],
    },
  ],
};

const FieldError = {
  type: 'object',
  description: `One thing that is wrong with one field. \`code\` is one of:\n${list(fieldCodes)}`,
  required: ['field', 'code', 'message'],
  properties: {
    field: { type: 'string', description: 'A path such as `answers.role`; empty for the whole body.' },
    code: { type: 'string', enum: fieldCodes.map(([code]) => code) },
    message: { type: 'string' },
  },
};

const Message = {
  type: 'object',
  description: 'What the gateway says before anybody else is asked.',
  required: ['message'],
  properties: { message: { type: 'string' } },
};

/** Problems of every kind, as parts that operations name. */
export function problemComponents() {
  const statuses = [...new Set(codes.map(([, { status }]) => status))];
  const responses = statuses.map((status): [number, unknown] => {
    const here = codes.filter(([, problem]) => problem.status === status);
    const examples = here.map(([code, { title, meaning }]): [string, unknown] => [
      code,
      { value: { type: typeOf(code), title, status, detail: meaning } },
    ]);
    const content = {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries<unknown>(examples),
      },
    };
    return [status, { description: here.map(([, { title }]) => title).join(', or: '), content }];
  });
  const said = (description: string) => ({
    description,
    content: { 'application/json': { schema: { $ref: '#/components/schemas/GatewayMessage' } } },
  });
  return {
    responses: {
      ...Object.fromEntries<unknown>(responses),
      401: said('No token, or one that does not hold'),
      429: said('Too many requests. No `Retry-After` comes with it: try again after a second.'),
    },
    schemas: { Problem, FieldError, GatewayMessage: Message },
  };
}
