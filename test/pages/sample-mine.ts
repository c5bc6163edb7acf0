import { myActPage, type MyActInput } from '../../shared/pages/personal/my-act-page.ts';
import { myRegistrationsPage, type MyDateOnPage } from '../../shared/pages/personal/my-registrations-page.ts';
import type { PageSession } from '../../shared/pages/page-inputs.ts';
import type { Locale } from '../../shared/platform/values/locale.ts';

const acts = ['change', 'cancel', 'hand-over'] as const;
const statuses = [
  ...['registered', 'waitlisted', 'pending', 'approval', 'cancelled', 'moved', 'handedOver', 'over'],
  'calledOff',
] as MyDateOnPage['status'][];

/** The pages on which registrants change what they have, with `text` wherever people or organizers write something. */
export function sampleMine(locale: Locale, text: string, session: PageSession): Record<string, string> {
  const dates = statuses.map((status): MyDateOnPage => ({
    ...{ session: { ...session, id: text, yourTime: text }, status },
    ...(status === 'registered' && { joinUrl: '/j/t' }),
    acts: status === 'registered' ? acts : [],
  }));
  const list = { locale, event: { id: text, title: text }, email: `x${text}@example.com`, token: text };
  const act = { locale, title: text, token: text, session: { ...session, id: text } };
  const asked = (more: Pick<MyActInput, 'act'> & Partial<MyActInput>) => myActPage({ ...act, ...more });
  return {
    mine: myRegistrationsPage({ ...list, dates, done: 'change' }),
    mineNone: myRegistrationsPage({ ...list, dates: [], isRefused: true }),
    mineChange: asked({ act: 'change', others: [session, { ...session, id: text, full: true }] }),
    mineNoOther: asked({ act: 'change', others: [] }),
    mineFull: asked({ act: 'change', full: session }),
    mineCancel: asked({ act: 'cancel' }),
    mineHandOver: asked({
      act: 'hand-over',
      values: { email: text, firstName: `x${text}`, lastName: '' },
      errors: [{ field: 'email', code: 'address-in-use', message: text }],
    }),
  };
}
