/** A number with its noun, as messages say it: "1 request", "1,250 requests". */
export function amount(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}
