import { html, raw, type Markup } from '../../shared/platform/html/html.ts';
import { docsStyle } from './docs-style.ts';
import { OpenApi, type Operation } from './read-openapi.ts';

// Made here, not in the template: a space more and the hash of the policy would not fit.
const styleTag = raw(`<style>${docsStyle}</style>`);

/** Renders the description as one page without scripts: a list of all routes, each to be unfolded. */
export function renderDocs(description: string): string {
  const api = OpenApi.parse(JSON.parse(description));
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${api.info.title}: the API</title>
        ${styleTag}
      </head>
      <body>
        <h1>${api.info.title}: the API</h1>
        ${paragraphs(api.info.description)}
        <p>For programs: <a href="/v1/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
        <nav>
          ${api.tags.map(({ name }) => html`<div><a href="#${anchorOf(name)}">${name}</a></div>`)}
          <div><a href="#shapes">Shapes</a></div>
        </nav>
        ${api.tags.map(
          ({ name }) =>
            html`<h2 id="${anchorOf(name)}">${name}</h2>
              ${operations
                .filter(({ operation }) => operation.tags.includes(name))
                .map(({ method, path, operation }) => operationPart(api, method, path, operation))}`,
        )}
        <h2 id="shapes">Shapes</h2>
        ${Object.entries(api.components.schemas).map(
          ([name, schema]) =>
            html`<details id="shape-${name}">
              <summary><code>${name}</code></summary>
              ${shapePart(schema)}
            </details>`,
        )}
      </body>
    </html>`;
  return page.text;
}

function operationPart(api: OpenApi, method: string, path: string, operation: Operation): Markup {
  const isOld = operation.deprecated === true;
  return html`<details id="${operation.operationId}">
    <summary>
      <span class="method">${method.toUpperCase()}</span>
      <code class="${isOld ? 'old' : ''}">${path}</code> ${operation.summary}
    </summary>
    ${paragraphs(operation.description ?? '')} ${parametersPart(operation)}
    ${Object.entries(operation.requestBody?.content ?? {}).map(
      ([type, { schema }]) =>
        html`<h4>Body: ${type}</h4>
          ${shapePart(schema)}`,
    )}
    ${Object.entries(operation.responses).map(([status, answer]) => answerPart(api, status, answer))}
  </details>`;
}

function parametersPart({ parameters }: Operation): Markup | undefined {
  if (parameters.length === 0) return undefined;
  return html`<table>
    <tr>
      <th>Name</th>
      <th>In</th>
      <th>What</th>
    </tr>
    ${parameters.map(
      (one) =>
        html`<tr>
          <td><code>${one.name}</code></td>
          <td>${one.in}</td>
          <td>${one.description} <code>${JSON.stringify(one.schema)}</code></td>
        </tr>`,
    )}
  </table>`;
}

function answerPart(api: OpenApi, status: string, answer: Operation['responses'][string]): Markup {
  const named = answer.$ref?.split('/').at(-1);
  if (named !== undefined)
    return html`<p>
      <strong>${status}</strong> ${api.components.responses[named]?.description}:
      <a href="#shape-${Number(status) === 401 || Number(status) === 429 ? 'GatewayMessage' : 'Problem'}"
        >as a problem</a
      >
    </p>`;
  return html`<h4>${status}: ${answer.description}</h4>
    ${Object.values(answer.content ?? {}).map(({ schema }) => shapePart(schema))}`;
}

/** A shape as JSON, whose references lead to the shapes they name. */
function shapePart(schema: unknown): Markup {
  const text = JSON.stringify(schema, null, 2);
  const parts = text.split(/("#\/components\/schemas\/\w+")/).map((part) => {
    const name = /^"#\/components\/schemas\/(\w+)"$/.exec(part)?.[1];
    return name === undefined ? part : html`<a href="#shape-${name}">${name}</a>`;
  });
  return html`<pre>${parts}</pre>`;
}

const paragraphs = (text: string): Markup[] =>
  text
    .split('\n\n')
    .filter((part) => part !== '')
    .map((part) => html`<p>${part}</p>`);

const anchorOf = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]+/g, '-');
