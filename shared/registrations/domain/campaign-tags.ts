import * as z from 'zod';
import type { Utm } from '../../people/domain/participant.ts';

/** Which campaign somebody came from, as statistics tell it. */
export const CampaignTags = z.object({
  source: z.string().optional(),
  medium: z.string().optional(),
  campaign: z.string().optional(),
});
export type CampaignTags = z.infer<typeof CampaignTags>;

/** Longer tags are cut: they are written by whoever writes the link, and stand in each count of it. */
const MOST_LETTERS = 60;

/** The tags that campaigns are told apart by; `undefined` where a link has none. */
export function campaignTags({ source, medium, campaign }: Utm = {}): CampaignTags | undefined {
  const tags = Object.entries({ source, medium, campaign }).flatMap(([name, written = '']) => {
    const tag = Array.from(
      written
        .normalize('NFC')
        .replace(/[\s\p{Cc}]+/gu, ' ')
        .trim(),
    )
      .slice(0, MOST_LETTERS)
      .join('');
    return tag === '' ? [] : [[name, tag] as const];
  });
  return tags.length > 0 ? Object.fromEntries(tags) : undefined;
}
