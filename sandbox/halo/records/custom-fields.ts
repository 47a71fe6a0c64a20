import type { Draw } from '../random.js';

/** Field types of `/FieldInfo` (halo-api.md §6.2). */
export const FIELD_TYPE = {
  text: 0,
  memo: 1,
  select: 2,
  multi: 3,
  date: 4,
  time: 5,
  checkbox: 6,
  table: 7,
  richText: 10,
} as const;
export type FieldType = (typeof FIELD_TYPE)[keyof typeof FIELD_TYPE];

/** Which records a field belongs to. 1 = tickets is captured (halo-api.md §6.2, §13.13); the others are guesses. */
export const FIELD_USAGE = { tickets: 1, customers: 2, assets: 3, sites: 4, contacts: 5 } as const;
export type FieldUsage = (typeof FIELD_USAGE)[keyof typeof FIELD_USAGE];

export interface FieldDefinition {
  readonly id: number;
  /** The database column: starts with `CF`. */
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  readonly usage: FieldUsage;
  readonly options: readonly { readonly id: number; readonly name: string }[];
}

/** Text (of tables: JSON), option id, several option ids, milliseconds since 1970 (dates), or a tick. Undefined: never set. */
export type FieldValue = string | number | readonly number[] | boolean | undefined;
export type FieldValues = Readonly<Record<number, FieldValue>>;

const option = (id: number, name: string): { id: number; name: string } => ({ id, name });

/** The fields that every tenant starts with. */
// prettier-ignore
export const STANDARD_FIELDS: readonly FieldDefinition[] = [
  { id: 210, name: 'CFpurchaseOrder', label: 'Purchase order', type: 0, usage: 1, options: [] },
  { id: 211, name: 'CFrootCause', label: 'Root cause', type: 1, usage: 1, options: [] },
  { id: 212, name: 'CFcontractLevel', label: 'Contract level', type: 2, usage: 1, options: [option(3, 'Gold'), option(4, 'Silver'), option(5, 'Bronze')] },
  { id: 213, name: 'CFaffectedServices', label: 'Affected services', type: 3, usage: 1, options: [option(1, 'E-mail'), option(2, 'Telephony'), option(3, 'Backup'), option(4, 'Internet')] },
  { id: 214, name: 'CFvisitDate', label: 'Visit date', type: 4, usage: 1, options: [] },
  { id: 215, name: 'CFonSite', label: 'On site needed', type: 6, usage: 1, options: [] },
  { id: 220, name: 'CFsupportHours', label: 'Support hours', type: 2, usage: 2, options: [option(1, 'Office hours'), option(2, 'Around the clock')] },
  { id: 221, name: 'CFcrmReference', label: 'CRM reference', type: 0, usage: 2, options: [] },
  { id: 230, name: 'CFencrypted', label: 'Disk encrypted', type: 6, usage: 3, options: [] },
  { id: 231, name: 'CFcostCentre', label: 'Cost centre', type: 0, usage: 3, options: [] },
  { id: 240, name: 'CFaccessHours', label: 'Access from', type: 5, usage: 4, options: [] },
  { id: 250, name: 'CFbadge', label: 'Badge', type: 0, usage: 5, options: [] },
];

const DAY_MS = 86_400_000;

/** Values of the standard fields for an untouched row; about half of them are set. */
export function generateValues(draw: Draw, usage: FieldUsage, around: number): FieldValues {
  const set = draw.chance(60);
  switch (usage) {
    case FIELD_USAGE.tickets:
      return {
        210: set ? `PO-${draw.int(90_000) + 10_000}` : undefined,
        // A zero-width space, as captured inside text values (halo-api.md §6.1.4).
        211: draw.chance(20) ? 'Worn\u200b cable, replaced' : undefined,
        212: draw.chance(70) ? 3 + draw.int(3) : undefined,
        213: draw.chance(30) ? [1 + draw.int(2), 3 + draw.int(2)] : undefined,
        214: draw.chance(25) ? Math.floor(around / DAY_MS) * DAY_MS + 9 * 3_600_000 : undefined,
        215: draw.chance(50) ? draw.chance(30) : undefined,
      };
    case FIELD_USAGE.customers:
      return { 220: set ? 1 + draw.int(2) : undefined, 221: draw.chance(40) ? `CRM${draw.int(9_999)}` : undefined };
    case FIELD_USAGE.assets:
      return { 230: draw.chance(80), 231: set ? `CC-${draw.int(90) + 10}` : undefined };
    case FIELD_USAGE.sites:
      return { 240: set ? `0${6 + draw.int(4)}:30:00` : undefined };
    case FIELD_USAGE.contacts:
      return { 250: set ? `B-${draw.int(9_000) + 1_000}` : undefined };
  }
}
