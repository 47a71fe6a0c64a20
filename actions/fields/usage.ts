/** Which records a custom field belongs to. 1 is known; the others are not (halo-api.md §6.2, §13.13). */
export const FIELD_USAGE = { tickets: 1 } as const;
