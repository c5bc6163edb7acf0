import type { Mutant } from './make-mutants.ts';

type Part = Pick<Mutant['host'], 'start' | 'end'>;

/**
 * A source with all its mutants in it: at each of them, `switch_` says when it runs whether the changed text is meant. So
 * one process that has read the code once can try one change after the other.
 */
export function switchMutants(source: string, mutants: Mutant[]): string {
  const byHost = new Map<string, Mutant[]>();
  for (const mutant of mutants) {
    const place = `${mutant.host.start}-${mutant.host.end}`;
    byHost.set(place, [...(byHost.get(place) ?? []), mutant]);
  }
  const hosts = [...byHost.values()].map(([first]) => first!.host);
  // Outer ones first: the inner ones are found again within them.
  hosts.sort((a, b) => a.start - b.start || b.end - a.end);

  const written = ({ start, end }: Part, inner: Mutant['host'][]): string => {
    let text = '';
    let at = start;
    for (const host of inner) {
      if (host.start < at) continue;
      text += source.slice(at, host.start) + chosen(host, inner);
      at = host.end;
    }
    return text + source.slice(at, end);
  };
  const chosen = (host: Mutant['host'], among: Mutant['host'][]): string => {
    const here = byHost.get(`${host.start}-${host.end}`)!;
    const inner = among.filter((one) => one !== host && one.start >= host.start && one.end <= host.end);
    const original = written(host, inner);
    if (host.isStatement)
      return `{ ${here.map(({ id }) => `if (switch_('${id}')) {} else `).join('')}${original} }`;
    const changed = here.map((mutant) => `switch_('${mutant.id}') ? (${changedHost(mutant)}) : `);
    return `(${changed.join('')}(${original}))`;
  };
  const changedHost = ({ host, start, end, text }: Mutant): string =>
    source.slice(host.start, start) + text + source.slice(end, host.end);
  return written({ start: 0, end: source.length }, hosts);
}
