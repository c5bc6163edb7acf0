import type { Adapter } from '../adapter.ts';
import type { CrmType } from '../destination.ts';
import { activeCampaign } from './activecampaign.ts';
import { brevo } from './brevo.ts';
import { getResponse } from './getresponse.ts';
import { hubSpot } from './hubspot.ts';
import { mailchimp } from './mailchimp.ts';

/** The adapters of systems that keep contacts; adding one is its file, its settings and its line here. */
export const adapters: Readonly<Record<CrmType, Adapter>> = {
  getresponse: getResponse,
  activecampaign: activeCampaign,
  hubspot: hubSpot,
  mailchimp,
  brevo,
};
