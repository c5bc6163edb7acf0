import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startLocalCloud } from '../../../infra/local/local-cloud.ts';
import { LocalCloudError } from '../../../infra/local/seams/local-cloud-error.ts';
import { lockDataFolder } from '../../../infra/local/state/data-folder.ts';

const names = { marker: '.local-data', usual: '.usual' };
const lock = (directory: string, fresh: boolean) => lockDataFolder(directory, fresh, names);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'turnout-data-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('A data folder', () => {
  it('that cannot be made is refused by name instead of hanging', () => {
    expect(() => lock('/proc/turnout', false)).toThrow(LocalCloudError);
    expect(() => lock('/proc/turnout/deeper/still', false)).toThrow(
      /No data can be kept in \/proc\/turnout\/deeper\/still \(.*\); name another folder with --data/,
    );
  });

  it('that is a file is refused, also as a part of the way', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    expect(() => lock(file, false)).toThrow(`${file} is a file`);
    expect(() => lock(join(file, 'below'), false)).toThrow(/No data can be kept in/);
  });

  it('may be new and fresh at once, deep below what is there', async () => {
    const deep = join(folder, 'a', 'b', 'c');
    lock(deep, true)();
    expect(await readdir(deep)).toContain('.local-data');
  });

  it('of somebody else is not emptied', async () => {
    const others = join(folder, 'others');
    await mkdir(others);
    await writeFile(join(others, 'thesis.txt'), 'years of work');
    expect(() => lock(others, true)).toThrow('was not made by the local cloud');
    expect(await readdir(others)).toEqual(['thesis.txt']);
  });
});

describe('A start on data of which a part is missing', () => {
  const start = (data: string, fresh = false) =>
    startLocalCloud({ port: 0, awsPort: 0, data, fresh, demo: false });

  it('names it and the way out, and makes nothing in its place', async () => {
    const data = join(folder, 'part');
    await (await start(data)).stop();
    for (const name of ['state.db', 'aws/secrets.json', 'aws/dynamodb/dynamodb.sqlite', 'aws/s3']) {
      const [file, away] = [join(data, name), join(folder, 'away')];
      await rename(file, away);
      await expect(start(data)).rejects.toThrow(`${file} is missing beside the other data`);
      await expect(start(data)).rejects.toThrow('--fresh');
      await rename(away, file);
    }
    await (await start(data)).stop();
  });

  it('goes on with --fresh, and where another DynamoDB holds the table', async () => {
    const [data, lender] = [join(folder, 'again'), join(folder, 'lender')];
    await (await start(data)).stop();
    await rm(join(data, 'aws/secrets.json'));
    const fresh = await start(data, true);
    await fresh.stop();
    await rm(join(data, 'aws/dynamodb'), { recursive: true });
    const other = await start(lender);
    vi.stubEnv('DYNAMODB_ENDPOINT', other.awsUrl);
    try {
      await (await start(data)).stop();
    } finally {
      vi.unstubAllEnvs();
      await other.stop();
    }
  });
});
