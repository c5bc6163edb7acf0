import * as z from 'zod';
import { named } from '../../../shared/platform/runtime/api-shapes.ts';
import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';
import { Variable, VariableName } from '../../../shared/variables/domain/variable.ts';

export const VariableDraft = named(
  'VariableDraft',
  z.strictObject({
    name: VariableName,
    type: Variable.shape.type,
    label: Variable.shape.label.optional(),
  }),
  { name: 'city', type: 'text', label: 'City' },
);
export const VariableChange = named('VariableChange', z.strictObject({ label: Variable.shape.label }), {
  label: 'Town',
});
named('Variable', Variable, {
  name: 'city',
  type: 'text',
  label: 'City',
  createdAt: '2027-03-01T09:00:00.000Z',
  version: 1,
});

/** Definitions of the custom fields of participants. */
export const variableRoutes = organizerRoutes('Variables', {
  'GET /v1/variables': {
    id: 'listVariables',
    summary: 'List the custom fields of participants',
    details: 'All at once: there are 200 at most.',
    permission: 'people:read',
    answers: { 200: z.object({ items: z.array(Variable) }) },
  },
  'POST /v1/variables': {
    id: 'createVariable',
    summary: 'Define a custom field',
    permission: 'people:write',
    body: VariableDraft,
    answers: { 201: Variable },
    answerHeaders: ['etag'],
    problems: ['conflict'],
  },
  'PATCH /v1/variables/{name}': {
    id: 'changeVariable',
    summary: 'Change the label of a custom field',
    permission: 'people:write',
    headers: ['if-match'],
    body: VariableChange,
    answers: { 200: Variable },
    answerHeaders: ['etag'],
  },
  'DELETE /v1/variables/{name}': {
    id: 'deleteVariable',
    summary: 'Hide a custom field',
    details: 'Its values stay with the people; the same name and type bring them back.',
    permission: 'people:write',
    headers: ['if-match'],
    answers: { 200: Variable },
    answerHeaders: ['etag'],
  },
});
