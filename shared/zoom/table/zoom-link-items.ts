import { getItem } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { queryIndexPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';
import { transact, type TransactItem } from '../../platform/table/transact.ts';
import { ZoomLink } from '../domain/zoom-link.ts';
import { zoomLinkKey, zoomPullKey, zoomPulls } from './zoom-keys.ts';

/** The session's link to Zoom, if there is one. Consistent. */
export async function getZoomLink(table: Table, sessionId: string): Promise<ZoomLink | undefined> {
  const item = await getItem(table, zoomLinkKey(sessionId));
  return item && readItem(ZoomLink, 'zoom-link', item);
}

/** Writes a link together with other writes, all or nothing; false when it is no more as it was read (undefined: not there). */
export async function saveZoomLink(
  table: Table,
  before: ZoomLink | undefined,
  after: Omit<ZoomLink, 'version'>,
  alongside: TransactItem[] = [],
): Promise<boolean> {
  const Item = linkItem({ ...after, version: (before?.version ?? 0) + 1 });
  return (await transact(table, [{ Put: { TableName: table.name, Item, ...isStill(before) } }, ...alongside]))
    .done;
}

/** Takes a link away; false when it is no more as it was read. */
export async function dropZoomLink(table: Table, before: ZoomLink): Promise<boolean> {
  const Key = zoomLinkKey(before.sessionId);
  return (await transact(table, [{ Delete: { TableName: table.name, Key, ...isStill(before) } }])).done;
}

const isStill = (before: ZoomLink | undefined) =>
  before
    ? { ConditionExpression: 'version = :version', ExpressionAttributeValues: { ':version': before.version } }
    : { ConditionExpression: 'attribute_not_exists(pk)' };

const linkItem = (link: ZoomLink) => ({
  ...zoomLinkKey(link.sessionId),
  ...(link.pull.nextAt !== undefined && zoomPullKey(link.pull.nextAt, link.sessionId)),
  ...stamp('zoom-link'),
  ...link,
});

/** Links whose report is to be pulled by an instant, the most overdue first. From the index, which may lag a moment. */
export async function dueZoomLinks(table: Table, by: string, most: number): Promise<ZoomLink[]> {
  const { items } = await queryIndexPage(table, {
    partition: zoomPulls,
    from: '0',
    to: `${by}#~`,
    limit: most,
  });
  return items.map((item) => readItem(ZoomLink, 'zoom-link', item));
}
