import { crawl, crawlStart, type ListStep } from '../../halo/lists/crawl.js';
import { readItem } from '../../halo/lists/item.js';
import { scan } from '../../halo/lists/scan.js';
import { readServerTime } from '../../halo/lists/server-time.js';
import { extendDigest } from './id-set.js';
import type { Pass, SaveProgress } from './pass.js';
import { piecesOf } from './pieces.js';

/**
 * Reads a pass from where its progress stands to the end: in order of id where the list comes so, else by a scan. A scan
 * has no position, so that an execution which dies is followed by one that begins at the first page.
 */
export async function readPass(pass: Pass, saveProgress: SaveProgress): Promise<void> {
  if (pass.isOrdered) await pass.inOrder(() => crawlPass(pass, saveProgress));
  if (!pass.isOrdered) {
    const { started } = pass.progress;
    pass.restart();
    await saveProgress(pass);
    // What was seen until now was saved since then.
    pass.advance({ ...pass.progress, started });
    await scanPass(pass);
  }
  if (pass.progress.started !== '') return;
  const { client, source } = pass.run;
  pass.advance({ ...pass.progress, started: await readServerTime(client, source.list, undefined) });
}

/**
 * Reads everything, whatever the server counts.
 *
 * A scan cuts its pages elsewhere than the reading before, because where rows of one name have no order of their own, one
 * may fall between the same two pages again and again.
 *
 * @returns how many ids came that this execution had not seen
 */
export async function readAgain(pass: Pass): Promise<number> {
  const before = pass.seen.size;
  if (pass.isOrdered) {
    await pass.inOrder(async () => {
      const request = { ...pass.requestFor(pass.selection), untilEmpty: true };
      for await (const step of crawl(request, crawlStart)) await saveStep(pass, step);
    });
  }
  if (!pass.isOrdered) await scanAgain(pass);
  return pass.seen.size - before;
}

/** Reads one row by its id, where the list names it and no page shows it. A row that is gone is none. */
export async function readRow(pass: Pass, id: number): Promise<void> {
  const { client, source } = pass.run;
  const row = await readItem(client, source.list, id);
  if (row !== undefined && (pass.selection.includes?.(row) ?? true)) await pass.save([row], [id]);
}

async function crawlPass(pass: Pass, saveProgress: SaveProgress): Promise<void> {
  for await (const step of crawl(pass.requestFor(pass.selection), pass.progress.position)) {
    pass.judge(step);
    note(pass, step);
    const started = await timeOf(pass, step);
    for (const { rows, ids, position } of piecesOf(step, pass.mapper.rowsAtOnce)) {
      await pass.save(rows, ids);
      pass.advance({ position, started, digest: extendDigest(pass.progress.digest, ids) });
      // An empty list leaves no progress behind: the next execution begins anew, with a time of its own.
      if (position.lastId > 0) await saveProgress(pass);
    }
  }
}

async function scanPass(pass: Pass): Promise<void> {
  for (const part of pass.parts) {
    for await (const step of scan(pass.requestFor(part))) {
      pass.judge(step);
      const started = await timeOf(pass, step);
      await saveStep(pass, step);
      const size = Math.max(pass.progress.position.size, step.size);
      pass.advance({ ...pass.progress, started, position: { ...crawlStart, size } });
    }
  }
}

/** With pages that are a row shorter than those that the server gave for the last reading, whatever it was asked for. */
async function scanAgain(pass: Pass): Promise<void> {
  const { size: before } = pass.progress.position;
  let size = 0;
  for (const part of pass.parts) {
    const request = pass.requestFor(part);
    const pageSize = Math.max(1, Math.min(request.pageSize, before || request.pageSize) - 1);
    for await (const step of scan({ ...request, pageSize, untilEmpty: true })) {
      await saveStep(pass, step);
      size = Math.max(size, step.size);
    }
  }
  pass.advance({ ...pass.progress, position: { ...crawlStart, size } });
}

async function timeOf({ progress, run }: Pass, { serverTime }: ListStep): Promise<string> {
  return progress.started === '' ? readServerTime(run.client, run.source.list, serverTime) : progress.started;
}

async function saveStep(pass: Pass, step: ListStep): Promise<void> {
  note(pass, step);
  await pass.save(step.rows, step.ids);
}

function note({ run }: Pass, { oddities, longest }: ListStep): void {
  run.noteOddities(oddities);
  run.noteLength(longest);
}
