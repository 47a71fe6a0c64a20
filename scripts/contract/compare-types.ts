import type { Path } from '../definition/source.js';
import { optionsOf, showType, type ContractField, type ContractType } from './types.js';

/** A difference that breaks somebody; `path` is where it stands, in the new contract or, if it is gone, in the old. */
export interface Break {
  readonly side: 'old' | 'new';
  readonly path: Path;
  readonly message: string;
}

type ObjectType = Extract<ContractType, { kind: 'object' }>;

/**
 * What breaks somebody who READS values. Everything that was there must still come, and as the same type: a field may be
 * added, an optional one may become certain, `null` may disappear, `any` may become exact. Values that no longer come
 * break who waited for them, values that are new break who switches on them.
 */
export function breaksReader(before: ContractType, after: ContractType, at: Path): Break[] {
  if (before.kind === 'any') return [];
  if (before.kind === 'list' && after.kind === 'list') return breaksReader(before.of, after.of, at);
  if (before.kind === 'object' && after.kind === 'object') {
    return [...before.fields].flatMap(([name, old]) => readField(name, old, after)).concat(readRest(before, after, at));
  }
  const [old, now] = [split(before), split(after)];
  const alike =
    now.atoms.every((atom) => old.atoms.includes(atom)) &&
    old.atoms.every((atom) => atom === 'null' || now.atoms.includes(atom)) &&
    old.others.length === now.others.length &&
    old.others.every(({ kind }, index) => kind === now.others[index]?.kind);
  if (!alike) return [retyped(before, after, at)];
  // Options are written in the order of the declaration, so the first belongs to the first.
  return old.others.flatMap((one, index) => {
    const other = now.others[index];
    return other ? breaksReader(one, other, at) : [];
  });
}

/** The options of a type: those that have nothing inside by name, and the rest. */
function split(type: ContractType): { atoms: string[]; others: ContractType[] } {
  const options = optionsOf(type);
  return {
    atoms: options.flatMap((option) => (option.kind === 'atom' ? option.name : [])),
    others: options.filter((option) => option.kind !== 'atom'),
  };
}

function readField(name: string, old: ContractField, after: ObjectType): Break[] {
  const field = after.fields.get(name);
  if (!field) return [{ side: 'old', path: old.path, message: `field \`${name}\` is gone` }];
  if (field.optional && !old.optional) {
    return [{ side: 'new', path: field.path, message: `field \`${name}\` was always there and is now optional` }];
  }
  return breaksReader(old.type, field.type, field.path);
}

function readRest(before: ObjectType, after: ObjectType, at: Path): Break[] {
  if (!before.rest) return [];
  if (!after.rest) return [{ side: 'new', path: at, message: 'the map now accepts only fixed names' }];
  return breaksReader(before.rest, after.rest, at);
}

/**
 * What breaks somebody who SENDS values: all that used to be accepted must still be. A field may become optional or be
 * added as optional, a type may take more.
 */
export function breaksSender(before: ContractType, after: ContractType, at: Path): Break[] {
  if (after.kind === 'any') return [];
  if (before.kind === 'list' && after.kind === 'list') return breaksSender(before.of, after.of, at);
  if (before.kind === 'object' && after.kind === 'object') return sendFields(before, after, at);
  return optionsOf(before).flatMap((old) => {
    const found = optionsOf(after).map((now) => refusals(now, old, at));
    if (found.some((reasons) => reasons?.length === 0)) return [];
    // If only one option matches, its own reasons are more useful than a changed type.
    const [reasons, ...others] = found.filter((one) => one !== undefined);
    return reasons && others.length === 0 ? reasons : [retyped(before, after, at)];
  });
}

function sendFields(before: ObjectType, after: ObjectType, at: Path): Break[] {
  const kept = [...before.fields].flatMap(([name, old]): Break[] => {
    const field = after.fields.get(name);
    if (!field) {
      return after.rest ? [] : [{ side: 'old', path: old.path, message: `input \`${name}\` is no longer accepted` }];
    }
    if (old.optional && !field.optional) {
      return [{ side: 'new', path: field.path, message: `input \`${name}\` was optional and is now mandatory` }];
    }
    return breaksSender(old.type, field.type, field.path);
  });
  const added = [...after.fields].flatMap(([name, field]): Break[] =>
    before.fields.has(name) || field.optional
      ? []
      : [{ side: 'new', path: field.path, message: `input \`${name}\` is new and mandatory` }],
  );
  const rest: Break[] =
    before.rest && after.rest
      ? breaksSender(before.rest, after.rest, at)
      : before.rest
        ? [{ side: 'new', path: at, message: 'the map now accepts only fixed names' }]
        : [];
  return [...kept, ...added, ...rest];
}

/** Why `now` refuses values of type `old`; nothing when the two have nothing in common. */
function refusals(now: ContractType, old: ContractType, at: Path): Break[] | undefined {
  if (now.kind === 'any') return [];
  if (now.kind === 'atom') {
    return old.kind === 'atom' && (now.name === old.name || now.name === baseOf(old.name)) ? [] : undefined;
  }
  return now.kind === old.kind ? breaksSender(old, now, at) : undefined;
}

function baseOf(atom: string): string {
  const names = new Set(['string', 'number', 'boolean', 'null', 'Date']);
  if (atom === 'integer') return 'number';
  if (names.has(atom)) return atom;
  if (/^-?\d/.test(atom)) return 'number';
  return atom === 'true' || atom === 'false' ? 'boolean' : 'string';
}

function retyped(before: ContractType, after: ContractType, path: Path): Break {
  return { side: 'new', path, message: `the type was \`${showType(before)}\` and is now \`${showType(after)}\`` };
}
