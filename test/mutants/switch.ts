/** Which mutant is switched on, and which ones the code came by. */
interface Switch {
  on: string | undefined;
  /** How often it may yet be come by before it counts as endless. */
  left: number;
  seen: Map<string, number>;
}

export const theSwitch: Switch = { on: undefined, left: 0, seen: new Map() };

/** What the changed sources ask at each mutant. */
Object.assign(globalThis, {
  switch_: (id: string): boolean => {
    const { seen } = theSwitch;
    seen.set(id, (seen.get(id) ?? 0) + 1);
    if (id !== theSwitch.on) return false;
    if ((theSwitch.left -= 1) < 0) throw new Error('This mutant has no end.');
    return true;
  },
});
