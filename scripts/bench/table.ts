/** A table in Markdown, numbers to the right, before it is laid out. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

/** A number with its thousands set apart. */
export const count = (value: number): string => value.toLocaleString('en-GB');
