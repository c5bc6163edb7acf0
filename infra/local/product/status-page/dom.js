/* What the parts of the page share. Everything that comes from outside is put in as text, never as markup. */
export const byId = (id) => document.getElementById(id);

/** An element with text, children and properties. */
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** Calls `/_local/<path>`; throws with the message of the answer. */
export async function call(method, path, body) {
  const response = await fetch(`/_local/${path}`, { method, body: body && JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.message ?? `${path}: ${response.status}`);
  return answer;
}

/** Puts `children` into the element, unless it shows them already (which keeps focus and open details). */
const shown = new Map();
export function show(id, data, render) {
  const text = JSON.stringify(data);
  if (shown.get(id) === text) return;
  shown.set(id, text);
  const children = data.map(render);
  byId(id).replaceChildren(
    ...(children.length > 0 ? children : [make('p', { className: 'quiet' }, 'Nothing.')]),
  );
}
