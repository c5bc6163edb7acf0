import * as z from 'zod';
import { addsTo, Registration, registrationColumns } from '../../registrations/domain/registration.ts';

/** What statistics look at of a registration. */
export const TalliedRegistration = Registration.pick({
  ...{ createdAt: true, source: true, utm: true, timeZone: true, status: true, attendance: true },
});
export type TalliedRegistration = z.infer<typeof TalliedRegistration>;

/** What is counted of the registrations of a day: all of them, and those that are in each state now. */
export const talliedColumns = ['registrations', ...registrationColumns] as const;
export type TalliedColumn = (typeof talliedColumns)[number];

/** The day (UTC) on which somebody registered. */
export const dayOf = (instant: string): string => instant.slice(0, 'yyyy-mm-dd'.length);

/** Whether a registration adds to a count of its day. */
export const addsToDay = (registration: TalliedRegistration, column: TalliedColumn): boolean =>
  column === 'registrations' || addsTo(registration, column);

const UtmLabel = z.array(z.string()).length(3);

/** Under what a registration is counted: what it does not say has no label. */
export function labelsOf({ source, utm, timeZone }: TalliedRegistration): string[] {
  return [
    `source ${source}`,
    ...(utm ? [`utm ${JSON.stringify([utm.source ?? '', utm.medium ?? '', utm.campaign ?? ''])}`] : []),
    ...(timeZone === undefined ? [] : [`zone ${timeZone}`]),
  ];
}

/** The campaign of a label of kind `utm`; without tags, where it stands for all that were too many. */
export function campaignOfLabel(value: string): { source?: string; medium?: string; campaign?: string } {
  if (value === '') return {};
  const [source = '', medium = '', campaign = ''] = UtmLabel.parse(JSON.parse(value));
  return {
    ...(source !== '' && { source }),
    ...(medium !== '' && { medium }),
    ...(campaign !== '' && { campaign }),
  };
}
