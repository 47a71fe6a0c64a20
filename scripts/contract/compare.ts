import semver from 'semver';
import { z } from 'zod';

import { readYaml, type Path, type YamlSource } from '../definition/source.js';
import type { Problem } from '../definition/problem.js';
import { breaksReader, breaksSender, type Break } from './compare-types.js';
import { readType, type ContractType } from './types.js';

const fn = z.object({
  version: z.union([z.string(), z.number()]).transform(String),
  input: z.string().optional(),
  output: z.union([z.string(), z.array(z.string())]).optional(),
});

const contract = z.object({
  integrations: z.record(
    z.string(),
    z.object({
      syncs: z.record(z.string(), fn).optional(),
      actions: z.record(z.string(), fn).optional(),
      'on-events': z.record(z.string(), z.array(z.string())).optional(),
    }),
  ),
  models: z.record(z.string(), z.unknown()),
});

/** A contract: its text, the name it goes by, and the version of the package that it belongs to. */
export interface ContractFile {
  readonly file: string;
  readonly text: string;
  readonly version: string;
}

interface Side {
  readonly source: YamlSource;
  readonly contract: z.infer<typeof contract>;
}

type Kind = 'syncs' | 'actions';

/**
 * What in the current contract breaks a consumer of the released one. A function may break its own part by raising its
 * major version; a function may be removed only in a new major version of the package.
 */
export function compareContracts(released: ContractFile, current: ContractFile): Problem[] {
  const [before, after] = [read(released), read(current)];
  const breakingRelease = !semver.satisfies(current.version, `^${released.version}`);
  return Object.entries(before.contract.integrations).flatMap(([key, integration]) => [
    ...(['syncs', 'actions'] as const).flatMap((kind) =>
      Object.keys(integration[kind] ?? {}).flatMap((name) =>
        compareFunction(before, after, ['integrations', key, kind, name], { key, kind, name }, breakingRelease),
      ),
    ),
    ...(breakingRelease ? [] : missingEvents(before, after, key)),
  ]);
}

function read({ file, text }: ContractFile): Side {
  const source = readYaml(file, text);
  return { source, contract: contract.parse(source.value) };
}

function compareFunction(
  before: Side,
  after: Side,
  path: Path,
  { key, kind, name }: { key: string; kind: Kind; name: string },
  breakingRelease: boolean,
): Problem[] {
  const old = before.contract.integrations[key]?.[kind]?.[name];
  const now = after.contract.integrations[key]?.[kind]?.[name];
  if (!old) return [];
  if (!now) {
    if (breakingRelease) return [];
    return [gone(before, path, `${singular(kind)} \`${name}\``)];
  }
  if (majorOf(now.version) > majorOf(old.version)) return [];
  const write = `it as it was, or \`version: '${majorOf(old.version) + 1}.0.0'\` in the declaration of \`${name}\``;
  return [
    ...outputs(before, after, path, kind, old.output, now.output),
    ...breaksSender(typeOf(before, old.input), typeOf(after, now.input), [...path, 'input']),
  ].map(({ side, path: place, message }) => {
    const { file, lineOf } = side === 'old' ? before.source : after.source;
    return { file, line: lineOf(place), message: `${singular(kind)} \`${name}\`: ${message}`, write };
  });
}

/** Records are asked for by model, so a sync's models are compared by name; an action has one answer. */
function outputs(before: Side, after: Side, path: Path, kind: Kind, old: Output, now: Output): Break[] {
  const place = [...path, 'output'];
  const [oldNames, nowNames] = [[old ?? []].flat(), [now ?? []].flat()];
  if (kind === 'actions') {
    const [first, second] = [oldNames[0], nowNames[0]];
    return first === undefined ? [] : breaksReader(typeOf(before, first), typeOf(after, second), place);
  }
  return oldNames.flatMap((model): Break[] =>
    nowNames.includes(model)
      ? breaksReader(typeOf(before, model), typeOf(after, model), ['models', model])
      : [{ side: 'old', path: place, message: `model \`${model}\` is gone` }],
  );
}

type Output = z.infer<typeof fn>['output'];

/** No input and no output are an object without fields: nothing has to be sent, nothing comes. */
function typeOf({ contract: { models } }: Side, name: string | undefined): ContractType {
  return name === undefined ? { kind: 'object', fields: new Map() } : readType(name, models, ['models', name]);
}

function missingEvents(before: Side, after: Side, key: string): Problem[] {
  return Object.entries(before.contract.integrations[key]?.['on-events'] ?? {}).flatMap(([event, names]) => {
    const now = after.contract.integrations[key]?.['on-events']?.[event] ?? [];
    return names.flatMap((name, index) =>
      now.includes(name)
        ? []
        : [gone(before, ['integrations', key, 'on-events', event, index], `event function \`${name}\``)],
    );
  });
}

function gone({ source }: Side, path: Path, what: string): Problem {
  return {
    file: source.file,
    line: source.lineOf(path),
    message: `${what} was released and is gone`,
    write: 'it back under its old name, or raise the major version in package.json',
  };
}

function singular(kind: Kind): string {
  return kind === 'syncs' ? 'sync' : 'action';
}

function majorOf(version: string): number {
  return semver.coerce(version)?.major ?? 0;
}
