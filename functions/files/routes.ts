import { exportRoutes } from './routes/export-routes.ts';
import { importRoutes } from './routes/import-routes.ts';
import { mappingRoutes } from './routes/mapping-routes.ts';

/** Imports and exports: begin them, watch them, fetch what came of them. */
export const fileRoutes = { ...importRoutes, ...mappingRoutes, ...exportRoutes };
