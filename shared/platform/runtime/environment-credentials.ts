import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Replaces `@aws-sdk/credential-provider-node` in bundles (`infra/bundle.ts`), under the name it has there. Lambda puts a
 * function's credentials into the environment, so the SDK's search through profiles, single sign-on, instance metadata and
 * assumed roles never finds anything else, and was a fifth of a small bundle.
 */
export const defaultProvider = fromEnv;
