import type { BulkContext } from '../../bulk/usecases/bulk-action-work.ts';
import type { EraseSearch } from '../table/search-items.ts';

/** What a search for those whom a job erased has in its hands. */
export interface SearchContext extends BulkContext {
  /** Tells now and then, however long a step takes, that somebody is at work on the job. */
  beat: () => Promise<void>;
  /** Keeps how far the search came. */
  keep: (search: EraseSearch) => Promise<void>;
}
