import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openBrowser, type OpenBrowser } from './support/browser.js';
import { picture } from './support/screenshots.js';
import { startBrowserWorld, type BrowserWorld } from './support/world.js';

/** Told in the order in which a stranger would do it: each test goes on where the one before it ended. */
describe('the story of a connection, told in the dashboard', () => {
  let world: BrowserWorld;
  let browser: OpenBrowser;
  let page: Page;
  const problems: string[] = [];
  const foreign: string[] = [];

  const visit = async (name: string): Promise<void> => {
    await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
    await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  };
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const heading = (name: string | RegExp) => page.getByRole('heading', { name });
  const runSync = async (name: string): Promise<void> => {
    await visit('Syncs');
    await page.getByRole('link', { name, exact: true }).click();
    await button('Run now').click();
  };

  const choose = async (name: string): Promise<void> => {
    await button(name).click();
    await page.getByRole('heading', { level: 2, name, exact: true }).waitFor();
  };

  beforeAll(async () => {
    world = await startBrowserWorld();
    browser = await openBrowser();
    page = await browser.context.newPage();
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        problems.push(message.text());
      }
    });
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol !== 'data:' && url.origin !== world.platform.url) foreign.push(request.url());
    });
  });

  afterAll(async () => {
    await browser.close();
    await world.close();
  });

  test('nothing is enabled, and every page says what to do', async () => {
    await page.goto(`${world.platform.url}/dashboard/`);
    await heading('Integrations').waitFor();
    await expect.poll(() => page.getByText('not enabled').count()).toBe(2);
    for (const name of ['Connections', 'Syncs', 'Records', 'Functions']) {
      await visit(name);
      await heading('No tenant is connected yet').waitFor();
    }
    await visit('Connect');
    await page.getByRole('link', { name: 'Enable an integration first' }).click();
  });

  test('Halo PSA is enabled, with its functions', async () => {
    await button('Enable Halo PSA').click();
    await page.getByText('enabled', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Settings and functions' }).click();
    await page.getByRole('cell', { name: 'every 5 minutes' }).waitFor();
  });

  test('the form follows the provider definition, and checks what was entered', async () => {
    await visit('Connect');
    const inputs = await page.getByRole('textbox').all();
    const labels = await Promise.all(inputs.map((input) => input.getAttribute('name')));
    expect(labels).toEqual(['hostname', 'client_id', 'client_secret', 'oauth_scopes', 'resource_server', 'token_url']);
    await page.getByLabel('Hostname').fill('https://acme.halopsa.com/api');
    await button('Connect').click();
    await page.getByText('This does not look right. An example: example.halopsa.com').waitFor();
    await page.getByText('Client Secret is needed.').waitFor();
  });

  test('a wrong secret is refused with a message, the name of the problem, and the step that fixes it', async () => {
    await button('Fill in its values').click();
    await page.getByRole('textbox', { name: 'Client Secret' }).fill('not-the-secret');
    await button('Connect').click();
    const refusal = page.getByRole('alert');
    await refusal.getByText('Halo refuses the credentials of this connection.').waitFor();
    await refusal.getByText('halo_credentials_refused').waitFor();
    await picture(page, 'connect');
    await refusal.getByRole('link', { name: 'Step 3: Create an API application' }).click();
    await heading('Step 3: Create an API application').waitFor();
    expect(page.url()).toContain('#step-3-create-an-api-application');
  });

  test('with the right values it connects, and shows which Halo it is', async () => {
    await page.goBack();
    await button('Fill in its values').click();
    await button('Connect').click();
    await heading(/^Connection /).waitFor();
    await page.getByRole('cell', { name: 'HaloPSA', exact: true }).waitFor();
  });

  test('the syncs run by themselves', async () => {
    await page.getByRole('main').getByRole('link', { name: 'Syncs' }).click();
    await page.getByRole('row', { name: /^tickets .*succeeded 300/ }).waitFor();
    await page.getByRole('row', { name: /^assets .*succeeded 60/ }).waitFor();
    await picture(page, 'syncs');
  });

  test('the records can be searched, paged through, and opened', async () => {
    await visit('Records');
    const rows = page.getByRole('region', { name: 'Records' }).getByRole('row');
    await page.getByText('Page 1, 50 records').waitFor();
    const first = await rows.nth(1).innerText();
    await button('Next page').click();
    await page.getByText('Page 2, 50 records').waitFor();
    expect(await rows.nth(1).innerText()).not.toBe(first);
    await button('Previous page').click();
    await page.getByLabel('Search', { exact: true }).fill('no ticket holds these words');
    await heading('No record is like this').waitFor();
    await page.getByLabel('Search', { exact: true }).fill('');
    await page.getByText('Page 1, 50 records').waitFor();
  });

  test('a model whose sync is off says so, and the sync is started from there', async () => {
    await page.getByRole('combobox', { name: 'Model' }).click();
    await page.getByRole('option', { name: 'Project (0)' }).click();
    await heading('The sync projects is off').waitFor();
    await button('Start it').click();
    await page.getByText('Page 1, 6 records').waitFor();
  });

  test('a ticket that is changed on the other side arrives, and shows what was changed', async () => {
    await visit('The other side');
    await page.getByRole('combobox', { name: 'Kind of record' }).click();
    await page.getByRole('option', { name: 'tickets (300)' }).click();
    await page
      .getByRole('button', { name: /^Edit / })
      .first()
      .click();
    await page.getByLabel('Summary').fill('The printer on the second floor is on fire');
    await button('Save in Halo').click();
    await page.getByRole('cell', { name: 'The printer on the second floor is on fire' }).waitFor();
    await picture(page, 'other-side');
    await runSync('tickets');
    await page.getByText('1 updated').first().waitFor();
    await visit('Records');
    await page.getByRole('cell', { name: 'The printer on the second floor is on fire' }).waitFor();
    await page
      .getByRole('button', { name: /^Open record/ })
      .first()
      .click();
    await page.getByRole('tab', { name: 'History (2)' }).click();
    await page.getByRole('row', { name: /^summary .*The printer on the second floor is on fire/ }).waitFor();
    await picture(page, 'record');
    await button('Close').click();
  });

  test('a function can be tried without storing anything', async () => {
    await visit('Functions');
    await choose('teams');
    await button('Dry run').click();
    await page.getByText('The dry run succeeded').waitFor();
    await heading(/^Would save \d+ of Team/).waitFor();
    await picture(page, 'functions');
  });

  test('a note that a function writes arrives with the next run, marked as written by the application', async () => {
    await visit('Functions');
    await choose('add-note');
    await page.getByLabel('Ticket id').fill('1042');
    await page.getByLabel('Note', { exact: true }).fill('Rebooted it from the dashboard.');
    // Halo's lists leave a private note out while it is the newest entry of its ticket, so this one is said to be public.
    const isPrivate = page.getByRole('checkbox', { name: 'Is private' });
    await isPrivate.check();
    await isPrivate.uncheck();
    await button('Run the action').click();
    await heading('Answer').waitFor();
    await page.getByText(/"outcome": "created"/).waitFor();
    // Actions cost a request a ticket, so their sync is started by whoever wants them.
    await visit('Syncs');
    await page.getByRole('link', { name: 'ticket-actions', exact: true }).click();
    await button('Start').click();
    await page
      .getByText(/\d+ added/)
      .first()
      .waitFor();
    await visit('Records');
    await page.getByRole('combobox', { name: 'Model' }).click();
    await page.getByRole('option', { name: /^TicketAction / }).click();
    await page.getByLabel('Search', { exact: true }).fill('Rebooted it from the dashboard.');
    const found = page.getByRole('button', { name: /^Open record / });
    await expect.poll(() => found.count(), { timeout: 20_000 }).toBe(1);
    await found.click();
    await page.getByRole('dialog').getByText('Rebooted it from the dashboard.').first().waitFor();
    await button('Close').click();
  });

  test('a run that fails says why, and leads to the step that fixes it and to its log', async () => {
    await visit('The other side');
    const mood = page.getByRole('switch', { name: 'Refuse the application' });
    await mood.click();
    await expect.poll(() => mood.isChecked()).toBe(true);
    await runSync('tickets');
    const failure = page.getByRole('alert').filter({ hasText: 'The last run failed' });
    await failure.getByText(/token/).first().waitFor();
    await failure.getByRole('link', { name: /^halo_/ }).waitFor();
    await picture(page, 'failure');
    await page
      .getByRole('link', { name: /^Log of run/ })
      .first()
      .click();
    await page.getByRole('dialog').getByText('Reason', { exact: true }).waitFor();
    await picture(page, 'logs');
    await button('Close').click();
  });

  test('nothing was loaded from other hosts, no secret was in the page, and no error occurred in it', async () => {
    const { secretKey } = world.platform;
    const { clientSecret } = world.tenant.halo.application;
    const kept = await browser.context.storageState();
    for (const text of [await page.content(), page.url(), JSON.stringify(kept.origins)]) {
      expect(text).not.toContain(secretKey);
      expect(text).not.toContain(clientSecret);
    }
    expect(foreign).toEqual([]);
    expect(problems).toEqual([]);
  });
});
