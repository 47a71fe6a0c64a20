import { describe, expect, it } from 'vitest';

import { connectionFaults } from './faults/index.js';
import { connectTo, diagnoseUnder } from './faults/inject.js';

const codesOf = (findings: readonly { code: string }[]): string[] => findings.map(({ code }) => code);

describe.each(connectionFaults)('$title', ({ faults }) => {
  it.each(faults)('$name: connecting reports it', async (fault) => {
    const seen = await connectTo(fault);
    expect({ result: seen.result, checked: codesOf(seen.findings) }).toEqual({
      result: fault.connecting,
      checked: fault.checked,
    });
    expect(seen.requests).toBeLessThanOrEqual(10);
    // Connect shows the sentence of a refusal alone, in a small box below a heading of its own.
    for (const { message, code } of seen.findings) expect(message.length, code).toBeLessThanOrEqual(320);
  });

  it.each(faults)('$name: diagnose-connection distinguishes it from all others', async (fault) => {
    const { diagnosis, desk } = await diagnoseUnder(fault);
    const found = Object.fromEntries(diagnosis.findings.map(({ code, severity }) => [code, severity]));
    expect(found).toEqual(fault.diagnosed);
    expect(diagnosis.findings).toHaveLength(Object.keys(fault.diagnosed).length);
    expect(desk.metadata['theirs']).toBe('stays');
    for (const { message, code } of diagnosis.findings) {
      expect(message, code).toMatch(/^[A-Z].*\.$/s);
      expect(message, code).not.toMatch(/undefined|\[object|null|NaN/);
    }
    const shown = JSON.stringify([diagnosis, desk.metadata]);
    const { token, client_secret: secret } = desk.connection.credentials;
    for (const hidden of [token, secret, desk.application.clientSecret, 'someone:secret']) {
      expect(shown).not.toContain(hidden);
    }
  });
});
