import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { routes } from '../../infra/service/routes.ts';

const pages = ['README.md', ...globSync(['docs/**/*.md', '{shared,infra,functions,test}/**/README.md'])];

const textOf = (page: string): string => readFileSync(page, 'utf8');

/** Where links of a page lead, without anchors and without the web. */
function linksOf(page: string): string[] {
  return [...textOf(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map((match) => match[1]!)
    .filter((link) => !/^[a-z]+:/.test(link));
}

/** Paths in code marks that look like files or folders of this repository. */
function pathsOf(page: string): string[] {
  return [...textOf(page).matchAll(/`([\w.@-]+(?:\/[\w.@*{},-]+)+\/?|[\w-]+\.(?:ts|json|md|js))`/g)]
    .map((match) => match[1]!)
    .filter((name) => !/^(application|text|multipart|image|turnout)\//.test(name))
    .filter(
      (name) => /\.(ts|js|mjs|md|json)$/.test(name) || /^(shared|functions|infra|test|docs|web)\//.test(name),
    );
}

/** A path is named from the repository's root, from the page's folder, or, in the text around it, by its file name. */
function isThere(page: string, name: string): boolean {
  const places = [name, path.join(path.dirname(page), name)];
  const isFile = places.some((place) => existsSync(place) || globSync(place).length > 0);
  const below = path.dirname(page) === '.' ? '{shared,functions,infra,test,docs}' : path.dirname(page);
  return isFile || globSync([`${below}/**/${name}`, `${name}*`]).length > 0;
}

const shapeOf = (place: string): string =>
  place
    .replace(/[?#].*$/, '')
    .replace(/\{[^}]*\}|<[^>]*>|\$\w+|(?<=\/)(?:[a-z]{3}_)?…/g, '{}')
    .replace(/\/$/, '');

/** Routes that a page names as method and path. */
function routesOf(page: string): string[] {
  return [
    ...textOf(page).matchAll(
      /\b((?:GET|POST|PUT|PATCH|DELETE|OPTIONS)(?:\|[A-Z]+)*) (\/(?:v1|e|j|u|c|docs)\b[^\s`"'|),]*)/g,
    ),
  ].flatMap((match) => match[1]!.split('|').map((method) => `${method} ${shapeOf(match[2]!)}`));
}

const known = new Set(routes.map(({ key }) => shapeOf(key)));
/** The local cloud's own routes are described by its README. */
const isOurs = (route: string): boolean => !route.includes('/_local');

describe.each(pages)('%s', (page) => {
  it('links to what is there', () => {
    const missing = linksOf(page).filter((link) => !existsSync(path.join(path.dirname(page), link)));
    expect(missing).toEqual([]);
  });

  it('names files that are there', () => {
    expect(pathsOf(page).filter((name) => !isThere(page, name))).toEqual([]);
  });

  it('names routes that are there', () => {
    expect(routesOf(page).filter((route) => isOurs(route) && !known.has(route))).toEqual([]);
  });
});
