import type { BulkContext } from '../../bulk/usecases/bulk-action-work.ts';
import type { EraseSearch } from '../table/search-items.ts';

/** What a search for erased people is given. */
export interface SearchContext extends BulkContext {
  /** Keeps the job's lease, however long a step takes. */
  beat: () => Promise<void>;
  /** Keeps how far the search came. */
  keep: (search: EraseSearch) => Promise<void>;
}
