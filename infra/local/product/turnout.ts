import type { Notes, Product } from '../cloud/product.ts';
import type { StatusPage } from '../control/control-parts.ts';
import { dataFolder } from './data-folder-names.ts';
import type { FunctionBundles } from './function-bundles.ts';
import { synthesize } from './synthesize.ts';

/** Everything that the local cloud knows about Turnout. */
export function describeTurnout({ folderOf }: Pick<FunctionBundles, 'folderOf'>): Product {
  return {
    dataFolder,
    prepare: async (tell) => ({ assembly: await synthesize(tell), folderOf }),
    roles: ['admin', 'member'],
    scopeOf: (role) => (role === 'admin' ? 'turnout/admin turnout/member' : `turnout/${role}`),
    statusPage: statusPage(),
    status: (cloud) => ({ demoUrl: demoUrlOf(cloud) }),
  };
}

/** Key of the note that keeps the path of the demo event's registration page. */
export const demoPathNote = 'demo-path';

/** The registration page of the demo event, when there is one. */
export function demoUrlOf({ url, notes }: { url: string; notes: Notes }): string | undefined {
  const path = notes.read(demoPathNote);
  return path === undefined ? undefined : url + path;
}

function statusPage(): StatusPage {
  const file = (name: string, type: string) => ({
    file: new URL(`status-page/${name}`, import.meta.url),
    type: `text/${type}; charset=utf-8`,
  });
  const page = file('page.html', 'html');
  return {
    '/_local': page,
    '/_local/': page,
    '/_local/page.js': file('page.js', 'javascript'),
    '/_local/dom.js': file('dom.js', 'javascript'),
    '/_local/time.js': file('time.js', 'javascript'),
    '/_local/page.css': file('page.css', 'css'),
  };
}
