import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { Page } from 'playwright-core';

const folder = join(import.meta.dirname, '../../../docs/images');

/** Makes one of the pictures of the guides; only `npm run screenshots` keeps them, because no two runs look the same. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env['SCREENSHOTS'] !== 'keep') return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({
    path: join(folder, `${name}.png`),
    animations: 'disabled',
    style: '.mantine-Notifications-root { display: none }',
  });
}
