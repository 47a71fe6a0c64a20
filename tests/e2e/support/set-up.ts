/** The syncs of set-up lists, which start by themselves as those of the core do. */
export const setUp = [
  'asset-types',
  'categories',
  'charge-rates',
  'custom-fields',
  'outcomes',
  'priorities',
  'slas',
  'statuses',
  'ticket-types',
];
