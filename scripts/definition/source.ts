import { LineCounter, isMap, isScalar, isSeq, parseDocument, type Document, type Node, type Pair } from 'yaml';

import type { Problem } from './problem.js';

/** Keys and indexes from the root of a document to a node. */
export type Path = readonly (string | number)[];

/** A YAML file with its value and the way back from a path to a line. */
export interface YamlSource {
  readonly file: string;
  readonly value: unknown;
  /** What the YAML itself has wrong (syntax, a key given twice). */
  readonly problems: readonly Problem[];
  /** Line of the key at `path`; of the nearest ancestor when the path does not exist. */
  readonly lineOf: (path: Path) => number;
}

/** Reads YAML text, keeping lines. `file` is only named, never opened. */
export function readYaml(file: string, text: string): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  const problems = [...document.errors, ...document.warnings].map((error) => ({
    file,
    line: lineAt(error.pos[0]),
    message: firstLine(error.message),
    write: 'valid YAML, each key once',
  }));
  return {
    file,
    value: problems.length === 0 ? document.toJS() : undefined,
    problems,
    lineOf: (path) => lineAt(offsetOf(document, path)),
  };
}

function firstLine(message: string): string {
  // The library appends the source line and a caret; the place is in the problem already.
  return (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:?$/, '');
}

/** Offset of the deepest part of `path` that exists: the key in a map, the item in a list. */
function offsetOf(document: Document.Parsed, path: Path): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair: Pair | undefined = node.items.find(({ key }) => isScalar(key) && key.value === step);
      if (!pair) break;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      offset = startOf(node) ?? offset;
    } else {
      break;
    }
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function isNode(node: unknown): node is Node {
  return isScalar(node) || isMap(node) || isSeq(node);
}
