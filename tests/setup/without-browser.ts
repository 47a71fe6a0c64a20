/** Says once what `npm test` leaves out. */
export function setup(): void {
  process.stderr.write(
    'Skipped here: the tests of the dashboard in a browser. `npm run test:browser` runs them; they need Chromium.\n',
  );
}
