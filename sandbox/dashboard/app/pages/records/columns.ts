import type { JsonSchema } from '../../api/functions.js';

/** A field of a model, with what its schema says about it. */
export interface RecordColumn {
  readonly name: string;
  readonly description: string | undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The fields of a model in the order in which it declares them. */
export function columnsOf(schema: JsonSchema | undefined): RecordColumn[] {
  const properties = schema?.['properties'];
  if (!isObject(properties)) return [{ name: 'id', description: undefined }];
  return Object.entries(properties).map(([name, property]) => {
    const description = isObject(property) ? property['description'] : undefined;
    return { name, description: typeof description === 'string' ? description : undefined };
  });
}

/** What tells most about a record, whatever it is of; as many as fit beside each other. */
const telling =
  /^(id|summary|name|title|number|inventory_number|status_name|status_category|priority_level|customer_name|agent_name|email|updated_at)$/;

/** What is shown until somebody chooses. */
export function usualColumns(columns: readonly RecordColumn[]): string[] {
  const names = columns.map(({ name }) => name);
  const usual = names.filter((name) => telling.test(name));
  return (usual.length >= 3 ? usual : names).slice(0, 7);
}
