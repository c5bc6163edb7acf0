import createClient from 'openapi-fetch';
import type { paths } from './api-types.ts';
import type { TestCloud } from '../local-cloud.ts';

/** A client of the API as its description types it: what does not go together with that does not compile. */
export async function apiClient(cloud: Pick<TestCloud, 'url' | 'token'>, role = 'admin') {
  return createClient<paths>({
    baseUrl: cloud.url,
    headers: { authorization: `Bearer ${await cloud.token(role)}` },
  });
}
