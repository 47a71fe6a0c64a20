import { buildDashboard } from '../../sandbox/dashboard/build.js';
import { findBrowser } from '../browser/support/browser.js';

/** Builds the page once before the tests of the browser run, and says what is missing before anything else fails of it. */
export async function setup(): Promise<void> {
  if (findBrowser() === undefined) {
    throw new Error(
      'No Chromium was found. Install it (Debian: apt-get install chromium), or name one in the variable CHROMIUM.',
    );
  }
  await buildDashboard();
}
