import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Added } from '../../../scripts/add/add.js';
import { REPOSITORY, Workshop } from './support.js';

const OTHERS = "// Ours.\nimport './github/syncs/issues.js';\n";

let workshop: Workshop;

beforeEach(async () => {
  workshop = await Workshop.open();
  await workshop.makeProject(OTHERS);
});

afterEach(() => workshop.close());

/** Paths by what happened to them. */
function changed({ changes }: Added): Record<string, string[]> {
  const real = changes.filter(({ action }) => action !== 'keep');
  return Object.fromEntries(
    [...new Set(real.map(({ action }) => action))].map((action) => [
      action,
      real.filter((change) => change.action === action).map(({ path }) => path),
    ]),
  );
}

describe('adding to a project', () => {
  it('registers every function after what is imported already', async () => {
    const { functions } = await workshop.add();
    const own = await readFile(join(REPOSITORY, 'integrations/index.ts'), 'utf8');
    const imports = own.split('\n').filter((line) => line.startsWith('import'));
    expect(functions).toHaveLength(imports.length);
    expect(await workshop.read('index.ts')).toBe(`${OTHERS}${imports.join('\n')}\n`);
  });

  it('writes files that import nothing from outside the folder of the integration', async () => {
    await workshop.add();
    const folder = join(workshop.project, 'halo-psa');
    const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.ts'));
    expect(files).toContain(join('lib', 'halo', 'transport', 'client.ts'));
    for (const file of files) {
      const text = await readFile(join(folder, file), 'utf8');
      for (const [, specifier = ''] of text.matchAll(/from '(\.[^']*)'/g)) {
        const target = join(file, '..', specifier.replace(/\.js$/, '.ts'));
        expect(files, `${file} imports ${specifier}`).toContain(target);
      }
    }
  });

  it('writes files that cite no document of this package', async () => {
    const { functions } = await workshop.add();
    expect(functions.length).toBeGreaterThan(10);
    const folder = join(workshop.project, 'halo-psa');
    const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.ts'));
    const citing = await Promise.all(
      files.map(async (file) => /^.*(\.md\b|§).*$/m.exec(await readFile(join(folder, file), 'utf8'))?.[0] ?? ''),
    );
    // A citation stands in parentheses, alone or last (scripts/add/citations.ts): then what is left is a sentence.
    expect(citing.filter((line) => line !== '')).toEqual([]);
  });

  it('writes only what the chosen functions need', async () => {
    const { functions } = await workshop.add({ only: ['customers'] });
    expect(functions).toEqual(['customers']);
    expect(await workshop.read('index.ts')).toBe(`${OTHERS}import './halo-psa/syncs/customers.js';\n`);
    expect(await readdir(join(workshop.project, 'halo-psa/syncs'))).toEqual(['customers.ts']);
    expect(await readdir(join(workshop.project, 'halo-psa/lib/syncs'))).not.toContain('tickets.ts');
  });

  it('finds the project as nango-integrations in an application', async () => {
    const application = join(workshop.folder, 'application');
    await mkdir(join(application, 'nango-integrations', '.nango'), { recursive: true });
    await workshop.write('../application/nango-integrations/index.ts', '');
    const { folder } = await workshop.add({ path: application });
    expect(folder).toBe(join(application, 'nango-integrations', 'halo-psa'));
  });

  it('accepts another key for the integration', async () => {
    await workshop.add({ integration: 'halo-itsm', only: ['tickets'] });
    expect(await workshop.read('index.ts')).toContain("import './halo-itsm/syncs/tickets.js';");
    expect(await workshop.read('halo-itsm/syncs/tickets.ts')).toContain("from '../lib/records/tickets/tickets.js'");
  });

  it('changes nothing in a dry run, and says what it would', async () => {
    const added = await workshop.add({ dryRun: true });
    expect(changed(added)['add']).toContain('syncs/tickets.ts');
    expect(await readdir(workshop.project)).toEqual(['.nango', 'index.ts']);
    expect(await workshop.read('index.ts')).toBe(OTHERS);
  });

  it('names versions of the CLI and of zod that it was not tested with', async () => {
    await workshop.write('package.json', JSON.stringify({ devDependencies: { nango: '0.71.10', zod: '3.25.0' } }));
    const { warnings } = await workshop.add();
    expect(warnings).toEqual(['zod: your project has 3.25.0; these functions are tested with 4.3.6.']);
  });
});

describe('adding again', () => {
  it('changes nothing when nothing is new', async () => {
    await workshop.add();
    const again = await workshop.add();
    expect(changed(again)).toEqual({});
    expect(again.indexChanged).toBe(false);
  });

  it('upgrades files that nobody edited', async () => {
    await workshop.add();
    await workshop.release('9.0.0', 'halo/values/dates.ts', (text) => `${text}// New.\n`);
    const upgraded = await workshop.add();
    expect(changed(upgraded)).toEqual({ update: ['lib/halo/values/dates.ts'] });
    expect(upgraded).toMatchObject({ replaced: '0.1.0', version: '9.0.0' });
    expect(await workshop.read('halo-psa/lib/halo/values/dates.ts')).toMatch(/\/\/ New\.\n$/);
  });

  it('refuses to overwrite an edit, names the file and leaves everything as it was', async () => {
    await workshop.add();
    await workshop.write('halo-psa/lib/halo/values/dates.ts', '// Edited.\n');
    await workshop.release('9.0.0', 'halo/values/dates.ts', (text) => `${text}// New.\n`);
    await workshop.release('9.0.0', 'halo/values/rows.ts', (text) => `${text}// New.\n`);
    await expect(workshop.add()).rejects.toThrow(
      /Nothing was changed[^]*halo-psa\/lib\/halo\/values\/dates\.ts[^]*--force/,
    );
    expect(await workshop.read('halo-psa/lib/halo/values/dates.ts')).toBe('// Edited.\n');
    expect(await workshop.read('halo-psa/lib/halo/values/rows.ts')).not.toContain('// New.');
    expect(await workshop.read('halo-psa/halo-psa.manifest.json')).toContain('"version": "0.1.0"');
  });

  it('overwrites an edit when told to', async () => {
    await workshop.add();
    await workshop.write('halo-psa/lib/halo/values/dates.ts', '// Edited.\n');
    await workshop.release('9.0.0', 'halo/values/dates.ts', (text) => `${text}// New.\n`);
    expect(changed(await workshop.add({ force: true }))).toEqual({ update: ['lib/halo/values/dates.ts'] });
    expect(await workshop.read('halo-psa/lib/halo/values/dates.ts')).toMatch(/\/\/ New\.\n$/);
  });

  it('keeps an edit of a file that did not change here, unless told to overwrite it', async () => {
    await workshop.add();
    const edited = (await workshop.read('halo-psa/syncs/customers.ts')).replace('every hour', 'every day');
    await workshop.write('halo-psa/syncs/customers.ts', edited);
    await workshop.release('9.0.0', 'halo/values/dates.ts', (text) => `${text}// New.\n`);
    expect(changed(await workshop.add())).toEqual({
      update: ['lib/halo/values/dates.ts'],
      'keep edit': ['syncs/customers.ts'],
    });
    expect(changed(await workshop.add())).toEqual({ 'keep edit': ['syncs/customers.ts'] });
    expect(changed(await workshop.add({ force: true }))).toEqual({ update: ['syncs/customers.ts'] });
  });

  it('refuses to overwrite a function of the same name that it never wrote', async () => {
    await mkdir(join(workshop.project, 'halo-psa/syncs'), { recursive: true });
    await workshop.write('halo-psa/syncs/tickets.ts', '// The team’s own.\n');
    await expect(workshop.add()).rejects.toThrow('halo-psa/syncs/tickets.ts');
    expect(await workshop.read('index.ts')).toBe(OTHERS);
  });

  it('does not change other files of the folder, or their imports', async () => {
    await mkdir(join(workshop.project, 'halo-psa/syncs'), { recursive: true });
    await workshop.write('halo-psa/syncs/mine.ts', '// Mine.\n');
    await workshop.write('index.ts', "import './halo-psa/syncs/mine.js';\n");
    await workshop.add({ only: ['tickets'] });
    await workshop.add({ only: ['customers'] });
    expect(await workshop.read('halo-psa/syncs/mine.ts')).toBe('// Mine.\n');
    expect(await workshop.read('index.ts')).toBe(
      "import './halo-psa/syncs/mine.js';\nimport './halo-psa/syncs/customers.js';\n",
    );
  });

  it('remembers what was chosen, until other functions are named', async () => {
    await workshop.add({ only: ['tickets', 'customers'] });
    expect((await workshop.add()).functions).toEqual(['customers', 'tickets']);
    const one = await workshop.add({ only: ['tickets'] });
    expect(changed(one)['remove']).toContain('syncs/customers.ts');
    expect(await workshop.read('index.ts')).not.toContain('customers');
    const all = await workshop.add({ only: 'all' });
    expect(all.functions.length).toBeGreaterThan(2);
    expect((await workshop.add()).functions).toEqual(all.functions);
  });

  it('removes what a new version does not have any more, with folders that are empty then', async () => {
    await workshop.add({ only: ['tickets', 'customers'] });
    await rm(join(workshop.package, 'integrations/halo-psa/syncs/customers.ts'));
    await workshop.release('9.0.0', 'integrations/index.ts', (text) => text.replace(/.*\/customers\.js.*\n/, ''));
    expect(changed(await workshop.add({ only: 'all' }))['remove']).toContain('syncs/customers.ts');
    expect(await workshop.read('index.ts')).not.toContain('/customers.js');
  });

  it('does not count other line ends as an edit', async () => {
    await workshop.add();
    const text = await workshop.read('halo-psa/lib/halo/values/dates.ts');
    await workshop.write('halo-psa/lib/halo/values/dates.ts', text.replaceAll('\n', '\r\n'));
    expect(changed(await workshop.add())).toEqual({});
  });
});

describe('what is refused', () => {
  it.each([
    [
      'a folder that is no Nango project',
      () => workshop.add({ path: workshop.folder }),
      'There is no Nango project in',
    ],
    [
      'a function that there is not',
      () => workshop.add({ only: ['ticket'] }),
      'There is no function ticket. Choose from',
    ],
    ['no function at all', () => workshop.add({ only: [] }), 'Name at least one function'],
    ['a key with a path in it', () => workshop.add({ integration: '../x' }), "cannot be an integration's folder"],
    [
      'this package',
      () => workshop.add({ path: join(workshop.package, 'integrations') }),
      'the folder of this package',
    ],
  ])('%s', async (_, add, says) => {
    await expect(add()).rejects.toThrow(says);
  });

  it('a project that the CLI itself refuses', async () => {
    await workshop.write('nango.yaml', 'integrations: {}\n');
    await expect(workshop.add()).rejects.toThrow('migrate-to-zero-yaml');
  });

  it('a manifest that cannot be read', async () => {
    await workshop.add();
    await workshop.write('halo-psa/halo-psa.manifest.json', '<<<<<<< HEAD\n');
    await expect(workshop.add()).rejects.toThrow('cannot be read');
  });
});
