import ts from 'typescript';

/** The strategy that a sync's declaration imports, by file name; undefined when it imports none. */
export function strategyOf(source: string): string | undefined {
  const { importedFiles } = ts.preProcessFile(source, true, true);
  return importedFiles.flatMap(({ fileName }) => /\/syncs\/([\w-]+)\.js$/.exec(fileName)?.[1] ?? [])[0];
}

/** The `description` that a declaration passes to `createOnEvent({ … })` and its like, as a literal. */
export function declaredDescription(source: string): string {
  let found = '';
  const visit = (node: ts.Node): void => {
    if (
      ts.isPropertyAssignment(node) &&
      node.name.getText(file) === 'description' &&
      isDeclaration(node.parent.parent)
    ) {
      if (ts.isStringLiteralLike(node.initializer)) found = node.initializer.text;
    }
    ts.forEachChild(node, visit);
  };
  const file = ts.createSourceFile('declaration.ts', source, ts.ScriptTarget.ES2022, true);
  visit(file);
  return found;
}

function isDeclaration(node: ts.Node): boolean {
  return ts.isCallExpression(node) && /^create(Sync|Action|OnEvent)$/.test(node.expression.getText());
}
