import ts from 'typescript';

/**
 * The shape of JSON: which keys occur where, and in which forms their values are written. `tickets[].client_id` stands
 * for that key in every row, so several rows make one shape.
 */
export type Shape = ReadonlyMap<string, ReadonlySet<string>>;

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const dates: readonly (readonly [RegExp, string])[] = [
  [/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?$/, 'date without a zone'],
  [/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/, 'date with Z'],
  [/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{4,7}Z$/, 'date with Z and ticks'],
  [/^\d{4}-\d\d-\d\dT.*[+-]\d\d:?\d\d$/, 'date with an offset'],
  [/^\d\d:\d\d:\d\d$/, 'time of day'],
];

/** Ids of other products may look like GUIDs; only Halo's own have to. */
function textForm(key: string, text: string): string {
  if (/^(id|key|.*guid)$/.test(key) && guid.test(text)) return 'GUID';
  return dates.find(([pattern]) => pattern.test(text))?.[1] ?? 'text';
}

/** Ids are written as whole numbers or as decimals (`21.0`); of other numbers the form says nothing. */
function numberForm(key: string, digits: string): string {
  if (!/id$/.test(key)) return 'number';
  return digits.includes('.') ? 'decimal id' : 'whole id';
}

/** The shape of a JSON text; read with TypeScript's parser, because `JSON.parse` loses the form of numbers. */
export function shapeOf(json: string): Shape {
  const shape = new Map<string, Set<string>>();
  const note = (path: string, form: string): void => {
    const forms = shape.get(path) ?? new Set();
    shape.set(path, forms.add(form));
  };
  const visit = (node: ts.Expression, path: string): void => {
    const key = path.split('.').at(-1)?.replaceAll('[]', '') ?? path;
    if (ts.isObjectLiteralExpression(node)) {
      note(path, 'object');
      for (const property of node.properties) {
        if (!ts.isPropertyAssignment(property) || !ts.isStringLiteral(property.name)) continue;
        visit(property.initializer, path === '' ? property.name.text : `${path}.${property.name.text}`);
      }
    } else if (ts.isArrayLiteralExpression(node)) {
      note(path, 'list');
      for (const element of node.elements) visit(element, `${path}[]`);
    } else if (ts.isStringLiteral(node)) note(path, textForm(key, node.text));
    else if (node.kind === ts.SyntaxKind.NullKeyword) note(path, 'null');
    else if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword) note(path, 'flag');
    else note(path, numberForm(key, node.getText(file)));
  };
  const file = ts.parseJsonText('reply.json', json);
  const statement = file.statements[0];
  if (!statement) throw new SyntaxError('there is no JSON to look at');
  visit(statement.expression, '');
  return shape;
}

/** The part of a shape below a key, such as the body in a file that says more than the body. */
export function below(shape: Shape, key: string): Shape {
  const parts = [...shape].flatMap(([path, forms]): [string, ReadonlySet<string>][] => {
    const rest = path.slice(key.length);
    if (!path.startsWith(key) || !(rest === '' || rest.startsWith('.') || rest.startsWith('['))) return [];
    return [[rest.replace(/^\./, ''), forms]];
  });
  return new Map(parts);
}

/**
 * How one shape goes beyond another, by path: keys that the other has nowhere, and values in forms that it does not
 * write there. A key that is missing is no difference, because Halo leaves out empty fields (halo-api.md §6.1.1), and
 * what is below an unknown key is not told again.
 */
export function differences(shown: Shape, real: Shape): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [path, forms] of [...shown].sort(([a], [b]) => a.length - b.length)) {
    const known = real.get(path);
    const isBelowFound = [...found.keys()].some(
      (other) => path.startsWith(`${other}.`) || path.startsWith(`${other}[`),
    );
    if (isBelowFound || (known === undefined && isElementOfEmpty(path, real))) continue;
    const strange = [...forms].filter((form) => known?.has(form) !== true);
    if (known === undefined) found.set(path, 'no reply has this key');
    else if (strange.length > 0) found.set(path, `${strange.join(', ')} in place of ${[...known].join(', ')}`);
  }
  return found;
}

/** A list that is empty in every reply says nothing of its elements. */
function isElementOfEmpty(path: string, real: Shape): boolean {
  const list = /^(.*)\[\]/.exec(path)?.[1];
  return list !== undefined && real.has(list) && !real.has(`${list}[]`);
}
