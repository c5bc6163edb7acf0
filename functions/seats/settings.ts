/** What the function reads of its environment; its specification in infra gives it exactly these. */
export const settings = ['TABLE_NAME', 'SEATS_QUEUE_URL'] as const;
