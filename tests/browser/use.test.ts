import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openBrowser, type OpenBrowser } from './support/browser.js';
import { connectTenant, startBrowserWorld, type BrowserWorld } from './support/world.js';

describe('the dashboard without a mouse and in a narrow window', () => {
  let world: BrowserWorld;
  let browser: OpenBrowser;
  let page: Page;
  let connection: string;

  beforeAll(async () => {
    world = await startBrowserWorld();
    connection = await connectTenant(world);
    browser = await openBrowser({ viewport: { width: 360, height: 740 } });
    page = await browser.context.newPage();
  });

  afterAll(async () => {
    await browser.close();
    await world.close();
  });

  const open = async (path: string, sign: string): Promise<void> => {
    await page.goto(`${world.platform.url}/dashboard/${path}`);
    await page.getByRole('main').getByText(sign).first().waitFor();
  };

  test('no page is wider than a narrow window', async () => {
    const wide: string[] = [];
    for (const [path, sign] of [
      ['integrations', 'Settings and functions'],
      ['integrations/halo-psa', 'every 5 minutes'],
      ['connect', 'Where to find it'],
      ['connections', connection],
      [`connections/halo-psa/${connection}`, 'At the other end'],
      ['syncs', 'tickets'],
      ['syncs/tickets', 'Checkpoint'],
      ['records', 'Page 1'],
      ['functions', 'diagnose-connection'],
      ['logs', 'sync run tickets'],
      ['other-side', 'Refuse the application'],
      ['guide', 'Step 5'],
    ] as const) {
      await open(path, sign);
      const width = await page.evaluate<number>('document.documentElement.scrollWidth');
      if (width > 360) wide.push(`${path}: ${width}`);
    }
    expect(wide).toEqual([]);
  });

  test('the keyboard reaches the content first, and the pages through the menu', async () => {
    await open('integrations', 'Settings and functions');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
    await page.getByRole('button', { name: 'Pages' }).press('Enter');
    await page.getByRole('link', { name: 'Logs' }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Logs' }).waitFor();
  });

  test('a record can be edited with the keyboard alone, and what had the focus before has it again', async () => {
    await open('other-side', 'Refuse the application');
    const edit = page.getByRole('button', { name: 'Edit 1300' });
    await edit.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    const focused = (): Promise<string> =>
      page.evaluate('(document.activeElement.labels?.[0] ?? document.activeElement).textContent');
    await expect.poll(focused).toBe('Summary');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Written with the keyboard');
    await page.keyboard.press('Enter');
    await page.getByRole('cell', { name: 'Written with the keyboard' }).waitFor();
    const label = (): Promise<unknown> => page.evaluate("document.activeElement.getAttribute('aria-label')");
    await expect.poll(label).toBe('Edit 1300');
  });

  test('a setting has a description and can be saved', async () => {
    await open(`connections/halo-psa/${connection}`, 'At the other end');
    await page.getByRole('tab', { name: 'Settings' }).click();
    await page.getByText('Maximum number of rows per request.').first().waitFor();
    const size = page.getByLabel('Page size');
    await size.fill('50');
    await page.getByRole('button', { name: 'Save the settings' }).click();
    await page.getByText('The settings are saved.').waitFor();
    await page.getByText(/"page_size": 50/).waitFor();
  });

  test('the page says if the platform cannot be reached', async () => {
    await open('integrations', 'Settings and functions');
    await page.route(`${world.platform.url}/integrations`, (route) => route.abort());
    await page.reload();
    await page.getByText('The local platform does not answer. Is `npm start` still running?').first().waitFor();
  });
});
