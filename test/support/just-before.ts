interface Sender {
  send: (command: never, ...rest: never[]) => Promise<unknown>;
}

/** A client that lets somebody else act once, just before the first command that is meant. */
export function justBefore<C extends object>(
  client: C,
  isMeant: (command: { constructor: { name: string }; input: object }) => boolean,
  act: () => Promise<unknown>,
): C {
  let isOver = false;
  const send = async (command: never, ...rest: never[]): Promise<unknown> => {
    if (!isOver && isMeant(command)) {
      isOver = true;
      await act();
    }
    return (client as unknown as Sender).send(command, ...rest);
  };
  return new Proxy(client, { get: (target, name) => (name === 'send' ? send : Reflect.get(target, name)) });
}
