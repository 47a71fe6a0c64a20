/** A list row carries the field only when the list is asked with this parameter. */
export interface Asked {
  readonly parameter: string;
  /** What is sent; absent where it is found out for each tenant, as the ids of custom fields are. */
  readonly value?: string;
}

/**
 * Where Halo gives a field: in every list row that has a value, in list rows when a parameter asks for it, or in the
 * detail of a record only. From this the parameters of a list are made (`RecordModel.parameters`), and a test holds it
 * against the counts of real rows (docs/reference/halo-fields.md).
 */
export type Origin = 'list' | 'detail' | Asked;

export const inList: Origin = 'list';

export const inDetail: Origin = 'detail';

/** In list rows that are asked for with `<parameter>=true`. */
export function askedWith(parameter: `include${string}`): Asked {
  return { parameter, value: 'true' };
}

/** Halo's own name of a field, with where it is, as descriptions end. */
export function nameIn(name: string, origin: Origin): string {
  return `Halo: ${name}${origin === 'detail' ? ', in the detail only' : ''}.`;
}

/** The parameters that make list rows carry the fields of these origins. */
export function parametersFor(origins: readonly Origin[]): Record<string, string> {
  const asked = origins.flatMap((origin) =>
    typeof origin === 'object' && origin.value !== undefined ? [[origin.parameter, origin.value] as const] : [],
  );
  return Object.fromEntries(asked);
}
