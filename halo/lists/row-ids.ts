import { toInteger } from '../values/rows.js';

/** How Halo numbers the rows of a list. */
export interface RowIds {
  /**
   * True where new rows get lower ids, from -1 downwards, as recurring invoices do (halo-api.md §4.1). Everything that
   * reads lists works with positive numbers that grow with each new row: the ids of such a list without their sign.
   */
  readonly idsCountDown?: true | undefined;
}

/** The number of a row: its id, without the sign where ids count down. @returns `undefined` for what is no id of the list */
export function numberOf({ idsCountDown }: RowIds, id: unknown): number | undefined {
  const whole = toInteger(id);
  const number = whole !== undefined && idsCountDown === true ? -whole : whole;
  return number !== undefined && number > 0 ? number : undefined;
}

/** The id of the row with a number, as Halo writes it and as its record has it. */
export function idText({ idsCountDown }: RowIds, number: number): string {
  return idsCountDown === true ? `-${number}` : `${number}`;
}
