import { describe, expect, it } from 'vitest';

import { withoutCitations } from '../../../scripts/add/citations.js';
import { importedPath, relativeImports, rewriteImports, specifierTo } from '../../../scripts/add/imports.js';
import { registerFunctions } from '../../../scripts/add/register.js';

describe('imports', () => {
  const text = [
    "import { createSync } from 'nango';",
    "import type { A } from '../a.js';",
    "export { b } from './b.js';",
    "// import { c } from './c.js';",
    'const d = "import \'./d.js\'";',
    "export * from '../a.js';",
  ].join('\n');

  it('are found where the compiler finds them', () => {
    expect(relativeImports(text).map(({ specifier }) => specifier)).toEqual(['../a.js', './b.js', '../a.js']);
  });

  it('are replaced in place, and nothing else is', () => {
    const rewritten = rewriteImports(text, (specifier) => specifier.replace('a.js', 'longer/a.js'));
    expect(rewritten).toBe(text.replaceAll('../a.js', '../longer/a.js'));
  });

  it('are paths of files', () => {
    expect(importedPath('integrations/halo-psa/syncs/x.ts', '../../../syncs/y.js')).toBe('syncs/y.ts');
    expect(specifierTo('syncs/x.ts', 'lib/syncs/y.ts')).toBe('../lib/syncs/y.js');
    expect(specifierTo('lib/a.ts', 'lib/b.ts')).toBe('./b.js');
  });
});

describe('citations', () => {
  it.each([
    ['/** Halo pages so (facts.md §1.1, §12). */', '/** Halo pages so. */'],
    [
      '/**\n * Halo pages so\n * (docs/facts.md §1.1,\n * §1.2–1.4), always.\n */',
      '/**\n * Halo pages so, always.\n */',
    ],
    ['// Named once: that is faster (docs/decisions.md, "Speed").', '// Named once: that is faster.'],
    ['// As guessed\n// (docs/guesses.md, `who`, other.md\n// §2).', '// As guessed.'],
    ['/** By itself (`/Agent/me`, facts.md §4.1, §6.8). */', '/** By itself (`/Agent/me`). */'],
    ['// No value (null, empty: facts.md\n// §6.1.1), which is usual.', '// No value (null, empty), which is usual.'],
  ])('are left out of %j', (text, left) => {
    expect(withoutCitations(text)).toBe(left);
  });

  it.each(['// Called (once, twice).', "const a = f('x.md');", '// The facts.md says so.'])(
    'are not seen in %j',
    (text) => {
      expect(withoutCitations(text)).toBe(text);
    },
  );
});

describe('index.ts', () => {
  const wanted = ['syncs/a.ts', 'actions/b.ts'];

  it('gets the missing imports, in the style of the file', () => {
    expect(registerFunctions('', 'k', wanted, [])).toBe("import './k/syncs/a.js';\nimport './k/actions/b.js';\n");
    expect(registerFunctions('import "./x/y.js";\r\n', 'k', wanted, [])).toBe(
      'import "./x/y.js";\r\nimport "./k/syncs/a.js";\r\nimport "./k/actions/b.js";\r\n',
    );
    expect(registerFunctions("import './x/y.js'", 'k', ['syncs/a.ts'], [])).toBe(
      "import './x/y.js'\nimport './k/syncs/a.js';\n",
    );
  });

  it('keeps what follows the imports', () => {
    expect(registerFunctions("import './x/y.js';\n\n// End.\n", 'k', ['syncs/a.ts'], [])).toBe(
      "import './x/y.js';\nimport './k/syncs/a.js';\n\n// End.\n",
    );
  });

  it('loses the imports of removed functions, and is not changed if it is complete', () => {
    const index = "import './k/syncs/a.js';\nimport \"./k/syncs/old.js\"\nimport './k/actions/b.js';";
    expect(registerFunctions(index, 'k', wanted, ['syncs/old.ts'])).toBe(
      "import './k/syncs/a.js';\nimport './k/actions/b.js';",
    );
    expect(registerFunctions(index, 'k', wanted, [])).toBe(index);
  });
});
