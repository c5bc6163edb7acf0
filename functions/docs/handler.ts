import { httpFunction } from '../../shared/platform/runtime/http-function.ts';
import { serveDocs } from './serve-docs.ts';

export const handler = httpFunction(serveDocs());
