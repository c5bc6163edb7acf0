import * as z from 'zod';
import { PAGE, publicRoutes } from '../../shared/platform/runtime/route.ts';

/** The description of the API, for programs and for people. */
export const docsRoutes = publicRoutes('Documentation', {
  'GET /v1/openapi.json': {
    id: 'getOpenApi',
    summary: 'This description, as OpenAPI 3.1',
    answers: { 200: z.looseObject({ openapi: z.string() }) },
  },
  'GET /docs': { id: 'showDocs', summary: 'This description, as a page', answers: { 200: PAGE } },
});
