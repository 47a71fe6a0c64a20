import type { DateWriter } from '../dates.js';
import type { Parameters } from '../parameters.js';
import type { Switches } from '../switches.js';

/** One row before it becomes text; a field that is undefined has no value. */
export type Row = Readonly<Record<string, unknown>>;

/** What a description may ask while a row is written: how values are written, and the names of other records. */
export interface RowContext {
  readonly dates: DateWriter;
  readonly parameters: Parameters;
  readonly switches: Switches;
  /** The name of a record of another type, or another of its texts, as the API shows it at this moment. */
  readonly nameOf: (type: string, id: number, field?: string) => string | undefined;
  readonly clientName: (id: number) => string;
  readonly siteName: (id: number) => string;
  readonly contactName: (id: number) => string | undefined;
  readonly agentName: (id: number) => string;
  readonly teamName: (id: number) => string | undefined;
  /** The row with its empty fields as they are sent. */
  readonly filled: (row: Row) => Row;
  /** A field of a record of another type, as the API shows it at this moment. */
  readonly fieldIn: (type: string, id: number, field: string) => unknown;
  /** The ids of all records of another type. */
  readonly idsOf: (type: string) => readonly number[];
}
