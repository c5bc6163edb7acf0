import type { Reach } from '../../shared/destinations/usecases/reach-destination.ts';
import type { KeptSecrets } from '../../shared/platform/secrets/kept-secrets.ts';
import type { LinkKey } from '../../shared/platform/access/link-token.ts';
import type { PlanDeps } from '../../shared/events/usecases/plan-event.ts';

export interface EventDeps extends PlanDeps {
  identityKey: () => Promise<Uint8Array>;
  linkKeys: () => Promise<LinkKey[]>;
  roleClaim: string;
  /** The origin of the pages, without a slash at the end. */
  publicOrigin: string;
  /** Hosts that webhooks may call at any address. */
  exemptHosts: string[];
  /** What organizers give destinations to let us in. */
  secrets: KeptSecrets;
  /** The way to destinations, for tests of them. */
  reach: Pick<Reach, 'test'>;
}
