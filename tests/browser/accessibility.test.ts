import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openBrowser, type OpenBrowser } from './support/browser.js';
import { connectTenant, startBrowserWorld, type BrowserWorld } from './support/world.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What somebody who cannot see well, or has no mouse, could not use. */
async function findSerious(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const results = await page.evaluate<AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary = '' }) => `${id}: ${target.join(' ')} ${failureSummary}`),
    );
}

/** Every page, and what has to be there before it is looked at. */
const pages = (connection: string): [path: string, sign: string][] => [
  ['integrations', 'Settings and functions'],
  ['integrations/halo-psa', 'every 5 minutes'],
  ['connect', 'Where to find it'],
  ['connections', connection],
  [`connections/halo-psa/${connection}`, 'HaloPSA'],
  ['syncs', 'tickets'],
  ['syncs/tickets', 'Checkpoint'],
  ['records', 'Page 1'],
  ['functions', 'diagnose-connection'],
  ['logs', 'sync run tickets'],
  ['other-side', 'Refuse the application'],
  ['guide', 'Step 5'],
  ['guide/troubleshooting', 'halo_no_token'],
  ['nowhere', 'There is no page at this address'],
];

let world: BrowserWorld;
let browser: OpenBrowser;
let connection: string;

beforeAll(async () => {
  world = await startBrowserWorld();
  connection = await connectTenant(world);
  // What looks is code from outside, which the policy of the page would not let in.
  browser = await openBrowser({ bypassCSP: true });
});

afterAll(async () => {
  await browser.close();
  await world.close();
});

describe.each(['light', 'dark'] as const)('the dashboard in %s colours', (colorScheme) => {
  const openPage = async (): Promise<Page> => {
    const page = await browser.context.newPage();
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    return page;
  };

  test('no page has a serious fault', async () => {
    const page = await openPage();
    const found: string[] = [];
    for (const [path, sign] of pages(connection)) {
      await page.goto(`${world.platform.url}/dashboard/${path}`);
      await page.getByRole('main').getByText(sign).first().waitFor();
      found.push(...(await findSerious(page)).map((fault) => `${path}: ${fault}`));
    }
    expect(found).toEqual([]);
  });

  test('settings, the diagnosis and an opened record have none either', async () => {
    const page = await openPage();
    const found: string[] = [];
    await page.goto(`${world.platform.url}/dashboard/connections/halo-psa/${connection}`);
    for (const [tab, sign] of [
      ['Settings', 'Save the settings'],
      ['Diagnosis', 'It only reads.'],
    ] as const) {
      await page.getByRole('tab', { name: tab }).click();
      await page.getByText(sign).waitFor();
      found.push(...(await findSerious(page)).map((fault) => `${tab}: ${fault}`));
    }
    await page.goto(`${world.platform.url}/dashboard/records`);
    await page
      .getByRole('button', { name: /^Open record/ })
      .first()
      .click();
    await page.getByRole('dialog').getByText('Copy the record as JSON').waitFor();
    found.push(...(await findSerious(page)).map((fault) => `record: ${fault}`));
    expect(found).toEqual([]);
  });

  test('an element without a name or contrast is found', async () => {
    const page = await openPage();
    await page.goto(`${world.platform.url}/dashboard/integrations`);
    await page.getByText('Settings and functions').waitFor();
    await page.evaluate(
      `document.querySelector('main').insertAdjacentHTML('beforeend', '<button></button><p style="color:#aaa;background:#fff">pale</p>')`,
    );
    const found = await findSerious(page);
    expect(found.map((fault) => fault.split(':')[0])).toEqual(
      expect.arrayContaining(['button-name', 'color-contrast']),
    );
  });
});
