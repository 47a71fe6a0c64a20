import { describe, expect, it } from 'vitest';

import { functions } from '../../actions/registry.js';
import type { Fault } from '../../sandbox/halo/index.js';
import { Bench, exampleOf, isForHalo, isWrite } from './support/bench.js';

const writing = functions.filter(({ marks }) => !marks.readOnly);

/** From the first write on, nothing can be read. */
function blindAfterWrite(bench: Bench, fault: Fault): void {
  const { api } = bench.desk;
  let isWritten = false;
  api.onRequest = (request) => {
    if (isWritten && isForHalo(request) && !isWrite(request)) api.faults.add({ fault });
    isWritten ||= isWrite(request);
  };
}

const refused: Fault = { kind: 'refused', status: 400, sentence: 'Not now' };

describe.each(writing)('$name, if nothing can be read after the write', (definition) => {
  const { name } = definition;
  const example = exampleOf(definition);

  it('says that the change was made and not confirmed', async () => {
    const bench = await Bench.open(name);
    blindAfterWrite(bench, refused);
    expect(await bench.succeed(name, example)).toMatchObject({ confirmed: false });
    expect(bench.writes).toHaveLength(1);
  });

  it('says that the outcome is unknown if the answer to the write was lost too', async () => {
    const bench = await Bench.open(name);
    blindAfterWrite(bench, refused);
    bench.desk.api.faults.add({ fault: { kind: 'dropped', when: 'after' }, on: isWrite });
    expect(await bench.fail(name, example)).toMatchObject({ code: 'halo_outcome_unknown' });
    expect(bench.writes).toHaveLength(1);
  });
});
