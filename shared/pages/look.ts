import type { EventLook } from '../events/domain/event-look.ts';

/** What pages stand on, in light and in dark: the colours of the stylesheet. */
const PAPER = [0xf5, 0xf3, 0xee] as const;
const DARK_CARD = [0x1c, 0x1f, 0x1d] as const;
const WHITE = [255, 255, 255] as const;
const BLACK = [0, 0, 0] as const;
/** What WCAG 2 asks of texts, and a little more, for what is rounded. */
const CONTRAST = 4.6;
const STEPS = 100;

type Colour = readonly [red: number, green: number, blue: number];

/**
 * The rules that give a page the event's colour, or nothing. A colour that could not be read on the page is taken darker in light
 * mode and lighter in dark mode, as far as it must be: letters in it, and letters on it, stay legible.
 */
export function lookStyle(look: Pick<EventLook, 'colour'> | undefined): string | undefined {
  if (look?.colour === undefined) return undefined;
  const colour = parsed(look.colour);
  const light = paletteOf(colour, { ground: WHITE, weakest: PAPER, towards: BLACK, tint: 0.1 });
  const dark = paletteOf(colour, { ground: DARK_CARD, weakest: DARK_CARD, towards: WHITE, tint: 0.14 });
  return `:root{${light}}@media (prefers-color-scheme:dark){:root{${dark}}}`;
}

interface Ground {
  ground: Colour;
  /** Of what letters in the colour stand on, what is nearest to it. */
  weakest: Colour;
  /** Where the colour goes until it can be read. */
  towards: Colour;
  tint: number;
}

function paletteOf(colour: Colour, { ground, weakest, towards, tint }: Ground): string {
  const on = (accent: Colour) => [weakest, mixed(ground, accent, tint)];
  const accent = firstOf(
    (share) => mixed(colour, towards, share),
    (shade) => on(shade).every((one) => contrast(shade, one) >= CONTRAST),
  );
  const onAccent = contrast(accent, WHITE) >= CONTRAST ? WHITE : mixed(accent, BLACK, 0.85);
  const deep = mixed(accent, towards, 0.25);
  const names = { accent, 'accent-deep': deep, 'on-accent': onAccent, tint: mixed(ground, accent, tint) };
  return Object.entries(names)
    .map(([name, value]) => `--${name}:${written(value)}`)
    .join(';');
}

function firstOf(shadeOf: (share: number) => Colour, isRight: (shade: Colour) => boolean): Colour {
  for (let step = 0; step < STEPS; step += 1) {
    const shade = shadeOf(step / STEPS);
    if (isRight(shade)) return shade;
  }
  return shadeOf(1);
}

const parsed = (text: string): Colour => [partOf(text, 1), partOf(text, 3), partOf(text, 5)];
const partOf = (text: string, at: number): number => Number.parseInt(text.slice(at, at + 2), 16);

function mixed(one: Colour, other: Colour, share: number): Colour {
  const part = (index: 0 | 1 | 2) => Math.round(one[index] + (other[index] - one[index]) * share);
  return [part(0), part(1), part(2)];
}

const written = (colour: Colour): string =>
  `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`;

/** How far two colours are apart to the eye, from 1 to 21, as WCAG 2 counts it. */
function contrast(one: Colour, other: Colour): number {
  const [bright, dim] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return ((bright ?? 0) + 0.05) / ((dim ?? 0) + 0.05);
}

function luminance([red, green, blue]: Colour): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(part: number): number {
  const share = part / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
