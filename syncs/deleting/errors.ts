import { HaloError } from '../../halo/errors.js';
import { idOf, type ListName } from '../../halo/lists/description.js';

/** So many records would be reported deleted at once that somebody has to confirm that it is intended. */
export class ImplausibleShrinkageError extends HaloError {
  readonly code = 'halo_implausible_shrinkage';
  readonly resource: string;
  constructor(
    list: ListName,
    readonly before: number,
    readonly lost: number,
  ) {
    const resource = list.name;
    super(
      `${lost} of ${before} ${resource} would be reported as deleted at once, so nothing was deleted. Either the agent of this connection can no longer see them, or settings in the connection's metadata select fewer than before. If that is intended, set "accept_shrinkage" to ["${idOf(list)}"] in the metadata and run the sync again. Otherwise give the agent access to them again, or change the settings back.`,
      'step-2-create-an-api-only-agent',
    );
    this.resource = resource;
  }
}

/** The records that Nango keeps were not read completely, so that it cannot be decided what was deleted. */
export class CacheUnreadableError extends HaloError {
  readonly code = 'halo_cache_unreadable';
  constructor(model: string, reason: string) {
    super(
      `The records of ${model} that Nango keeps cannot be read completely: ${reason}. Nothing was deleted because of it. Run the sync again; if the message appears again, tell whoever operates this Nango server.`,
    );
  }
}
