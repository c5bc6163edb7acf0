import { mailSettings } from '../../shared/mail/render/mail-settings.ts';

/** What the function reads of its environment; its specification in infra gives it exactly these. */
export const settings = ['CONFIRMATIONS_QUEUE_URL', ...mailSettings] as const;
