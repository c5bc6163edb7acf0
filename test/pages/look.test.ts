import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookStyle } from '../../shared/pages/look.ts';
import { stylesheet } from '../../shared/pages/stylesheet.ts';

/** The colours that a piece of style sheet sets, in light and in dark. */
function palettes(css: string): { light: Record<string, string>; dark: Record<string, string> } {
  const [light = '', dark = ''] = css.split('@media (prefers-color-scheme:dark)');
  const read = (text: string) =>
    Object.fromEntries(
      [...text.matchAll(/--([\w-]+):(#[\da-f]{3,6})/g)].map(([, name, value]) => [name, value] as const),
    ) as Record<string, string>;
  return { light: read(light), dark: read(dark) };
}

function luminance(colour: string): number {
  const digits = colour.length === 4 ? colour.slice(1).replaceAll(/./g, '$&$&') : colour.slice(1);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4]
    .map((at) => Number.parseInt(digits.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const contrast = (one: string, other: string): number => {
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
};

const house = palettes(stylesheet.slice(0, stylesheet.indexOf('*,::before')));
/** What stands on what, by the names in the style sheet. */
const pairs = [
  ['accent', 'paper'],
  ['accent', 'card'],
  ['accent', 'tint'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-deep'],
  ['ink', 'tint'],
  ['soft', 'tint'],
] as const;

describe('The colour of an event', () => {
  it('can be read wherever it stands, in light and in dark, whatever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), (number) => {
        const own = palettes(lookStyle({ colour: `#${number.toString(16).padStart(6, '0')}` }) ?? '');
        for (const mode of ['light', 'dark'] as const) {
          const colours = { ...house[mode], ...own[mode] };
          for (const [front, back] of pairs)
            expect(
              contrast(colours[front]!, colours[back]!),
              `${mode}: ${front} on ${back}`,
            ).toBeGreaterThanOrEqual(4.5);
        }
      }),
      { numRuns: 200, examples: [[0], [0xffffff], [0xffff00], [0x0000ff], [0xff0000], [0x7f7f7f]] },
    );
  });

  it('stays as it is where it can be read already', () => {
    expect(lookStyle({ colour: '#7a1fa2' })).toMatch(/^:root\{--accent:#7a1fa2;/);
  });

  it('is that of the house where an event has none', () => {
    expect([lookStyle(undefined), lookStyle({})]).toEqual([undefined, undefined]);
  });
});
