import { dirname, join } from 'node:path';

import ts from 'typescript';

import { ROOT, type Page } from './pages.js';

/** A module made of a page's blocks. */
export interface DocumentModule {
  readonly file: string;
  readonly text: string;
  /** The line of the page for each line of the text, for messages. */
  readonly lines: readonly number[];
  readonly page: Page;
}

/**
 * The TypeScript of a page as modules: its blocks in order are one, as a reader would put them together; a block whose
 * fence says `alone` is one by itself.
 */
export function modulesOf(page: Page): DocumentModule[] {
  const blocks = page.blocks.filter(({ language }) => language === 'ts');
  const together = blocks.filter(({ info }) => info !== 'alone');
  const alone = blocks.filter(({ info }) => info === 'alone').map((block) => [block]);
  return [together, ...alone].flatMap((group, index) => {
    if (group.length === 0) return [];
    // Where the page stands, so that relative imports lead to where they lead a reader.
    const file = join(ROOT, `${page.path}.${index}.ts`);
    const lines = group.flatMap(({ text, line }) => text.split('\n').map((_, offset) => line + 1 + offset));
    return [{ file, lines, page, text: `${group.map(({ text }) => text).join('\n')}\nexport {};\n` }];
  });
}

/** Type errors of the modules, by place in the page. */
export function typeProblems(modules: readonly DocumentModule[]): string[] {
  const texts = new Map(modules.map(({ file, text }) => [file, text]));
  const options = { ...repositoryOptions(), noUnusedLocals: false, noPropertyAccessFromIndexSignature: false };
  const host = ts.createCompilerHost(options);
  const fileExists = host.fileExists.bind(host);
  const readFile = host.readFile.bind(host);
  const getSourceFile = host.getSourceFile.bind(host);
  host.fileExists = (file) => texts.has(file) || fileExists(file);
  host.readFile = (file) => texts.get(file) ?? readFile(file);
  host.getSourceFile = (file, target, onError, force) => {
    const text = texts.get(file);
    return text === undefined ? getSourceFile(file, target, onError, force) : ts.createSourceFile(file, text, target);
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  return modules.flatMap(({ file, page, lines }) =>
    ts.getPreEmitDiagnostics(program, program.getSourceFile(file)).flatMap(({ file: at, start = 0, messageText }) => {
      if (at?.fileName !== file) return [];
      const { line } = at.getLineAndCharacterOfPosition(start);
      return [`${page.path}:${lines[line] ?? 0}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`];
    }),
  );
}

/** The module as JavaScript, with the functions that it declares exported. */
export function executable({ text, file }: DocumentModule): string {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const names = declaredFunctions(source);
  const { outputText } = ts.transpileModule(`${text}\nexport { ${names.join(', ')} };\n`, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  return outputText;
}

function declaredFunctions(source: ts.SourceFile): string[] {
  return source.statements.flatMap((statement) =>
    ts.isFunctionDeclaration(statement) && statement.name ? [statement.name.text] : [],
  );
}

function repositoryOptions(): ts.CompilerOptions {
  const file = join(ROOT, 'tsconfig.json');
  const read = ts.readJsonConfigFile(file, (path) => ts.sys.readFile(path));
  return ts.parseJsonSourceFileConfigFileContent(read, ts.sys, dirname(file)).options;
}
