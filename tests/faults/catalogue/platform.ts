import { Killed, type CatalogueFault, type FaultGroup, type Outcome } from '../fault.js';

function platform(name: string, meets: string, outcome: Outcome, inject: CatalogueFault['inject']): CatalogueFault {
  return { name, meets, inject, first: { all: outcome }, later: { all: outcome } };
}

/** The run is killed at a call to the platform: at its second, or at its first where there may be no other. */
function dieAt(method: string): CatalogueFault['inject'] {
  return (world, { strategy }) => {
    let left = strategy === 'reference' || strategy === 'children' ? 0 : 1;
    world.beforeCall = (called) => {
      if (called !== method) return;
      if (left === 0) throw new Killed();
      left -= 1;
    };
  };
}

export const platformFaults: FaultGroup = {
  title: 'The platform ends a run, or loses data',
  about: 'These faults are on the side of Nango, or in the settings of the connection.',
  faults: [
    platform(
      'killed before a batch',
      'The run ends before it saves the rows that it has read.',
      'killed',
      dieAt('batchSave'),
    ),
    platform(
      'killed before a checkpoint',
      'The run ends between a batch and its checkpoint.',
      'killed',
      dieAt('saveCheckpoint'),
    ),
    platform('killed at a request', 'The run ends while it requests a page.', 'killed', dieAt('get')),
    platform('checkpoint lost', 'The checkpoint is lost, the records are kept.', 'recovered', async (world) => {
      await world.checkpoints.clear(1, '');
    }),
    platform(
      'records lost',
      'The records are lost, the checkpoint is kept.',
      'recovered',
      async (world, { subject }) => {
        await world.records.clear({ connection: 1, model: subject.model });
      },
    ),
    platform(
      'settings invalid',
      'The metadata of the connection sets the page size to "many".',
      'halo_metadata_invalid',
      (world) => {
        world.metadata = { page_size: 'many' };
      },
    ),
  ],
};
