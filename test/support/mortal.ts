/** Thrown by every call of a client whose process is dead. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

interface Sender {
  send: (command: never, ...rest: never[]) => Promise<unknown>;
}

/**
 * A client that dies at its n-th call, before or after the call took effect; nothing works afterwards.
 * What a worker left behind is then exactly what a killed process leaves behind.
 */
export function mortal<C extends object>(client: C, atCall: number, afterEffect: boolean): C {
  let calls = 0;
  const send = async (command: never, ...rest: never[]): Promise<unknown> => {
    calls += 1;
    if (calls > atCall || (calls === atCall && !afterEffect)) throw new Killed();
    const answer = await (client as unknown as Sender).send(command, ...rest);
    if (calls >= atCall) throw new Killed();
    return answer;
  };
  return new Proxy(client, { get: (target, name) => (name === 'send' ? send : Reflect.get(target, name)) });
}
