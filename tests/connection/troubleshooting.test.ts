import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';

import { connectionFaults } from './faults/index.js';
import { connectTo, diagnoseUnder, failRenewal } from './faults/inject.js';
import { renderPage, type SeenSection } from './page.js';

const page = new URL('../../docs/troubleshooting.md', import.meta.url).pathname;

it('docs/troubleshooting.md says what the injected faults look like', async () => {
  const sections: SeenSection[] = [];
  for (const { title, faults } of connectionFaults) {
    const seen: SeenSection['faults'][number][] = [];
    for (const fault of faults) {
      const { diagnosis } = await diagnoseUnder(fault);
      seen.push({ fault, connecting: await connectTo(fault), diagnosed: diagnosis.findings });
    }
    sections.push({ title, faults: seen });
  }
  const text = await format(renderPage(sections, await failRenewal()), {
    ...(await resolveConfig(page)),
    parser: 'markdown',
  });
  await expect(text).toMatchFileSnapshot(page);
});
