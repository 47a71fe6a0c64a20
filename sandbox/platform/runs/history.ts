import { z } from 'zod';
import type { Collection } from '../state/collection.js';
import type { SyncRun } from '../state/documents.js';
import { runSchema } from '../state/documents.js';

/** `id` is the number of the job. */
export const keptRunSchema = z.object({ id: z.string(), run: runSchema });
export type KeptRun = z.infer<typeof keptRunSchema>;

/** Which runs are meant; everything that is left out means all. */
export interface RunQuery {
  integration?: string | undefined;
  connectionId?: string | undefined;
  sync?: string | undefined;
  limit: number;
}

/** How many runs are kept. */
const most = 5_000;

/** The last runs of all syncs. */
export class RunHistory {
  constructor(private readonly kept: Collection<KeptRun>) {}

  /** Runs that were under way when the platform ended are ended: they will never tell how they went. */
  async endInterrupted(now: string): Promise<void> {
    const message = 'The local platform ended while this ran.';
    for (const { id, run } of this.kept.values()) {
      if (run.status !== 'running') continue;
      const error = { type: 'interrupted', message, payload: { message } };
      await this.kept.set({ id, run: { ...run, status: 'stopped', finishedAt: now, error } });
    }
  }

  /** Notes a run that began or ended. */
  async set(run: SyncRun): Promise<void> {
    await this.kept.set({ id: String(run.job), run: { ...run } });
    const oldest = this.kept.size > most ? this.kept.oldest() : undefined;
    if (oldest) await this.kept.delete(oldest.id);
  }

  /** Newest first. */
  find({ integration, connectionId, sync, limit }: RunQuery): SyncRun[] {
    return this.kept
      .values()
      .map(({ run }) => run)
      .filter((run) => integration === undefined || run.providerConfigKey === integration)
      .filter((run) => connectionId === undefined || run.connectionId === connectionId)
      .filter((run) => sync === undefined || run.sync === sync)
      .sort((a, b) => b.job - a.job)
      .slice(0, limit);
  }

  async forget(connectionId: string, integration: string): Promise<void> {
    for (const { id, run } of this.kept.values()) {
      if (run.connectionId === connectionId && run.providerConfigKey === integration) await this.kept.delete(id);
    }
  }
}
