import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Tell } from './cloud/product.ts';
import { type Cloud, startCloud } from './cloud/start-cloud.ts';
import { type FunctionBundles, openFunctionBundles } from './product/function-bundles.ts';
import { demoFunction, offerDemo, wantsDemo } from './product/offer-demo.ts';
import type { StartOptions } from './product/options.ts';
import { demoUrlOf, describeTurnout } from './product/turnout.ts';

/** Turnout, running on this machine. */
export interface LocalCloud extends Cloud {
  /** The registration page of the demo event, when there is one. */
  demoUrl: string | undefined;
}

/**
 * Runs Turnout on this machine. Cloud and product meet here: they know each other only through `Product`. `tell` gets
 * reports of what is done meanwhile. Throws `LocalCloudError` for what the user can put right.
 */
export async function startLocalCloud(
  options: StartOptions,
  tell: Tell = () => undefined,
): Promise<LocalCloud> {
  const bundles = openFunctionBundles();
  if (options.demo && isFirstStart(options)) prepareDemo(bundles).catch(() => undefined);
  const cloud = await startCloud(options, describeTurnout(bundles), tell);
  if (options.demo && wantsDemo(cloud)) {
    tell('making the demo event');
    await offerDemo(cloud);
  }
  cloud.tellReady();
  void makeRest(bundles);
  return { ...cloud, demoUrl: demoUrlOf(cloud) };
}

/** Bundles the function of which the demo event will be asked, which can be done while the templates are made. */
export async function prepareDemo(bundles = openFunctionBundles()): Promise<void> {
  await bundles.folderOf(demoFunction);
}

function isFirstStart({ data, fresh }: StartOptions): boolean {
  return fresh || !existsSync(join(data, 'state.db'));
}

/** So that who calls a function later need not wait for its bundle. */
async function makeRest(bundles: FunctionBundles): Promise<void> {
  try {
    await bundles.makeAll();
  } catch (error) {
    console.error('A function was not bundled; it is tried again when somebody calls it.', error);
  }
}
