import { readAction, readActions } from '../../halo/lists/ticket-actions.js';
import type { HaloRow } from '../../halo/values/rows.js';
import type { ChildSource, ChildVerdict, Complain, SavedRecord } from '../contract.js';
import { ticketList } from '../tickets/list.js';
import { selectParents } from '../tickets/selection.js';

interface ActionModel {
  readonly name: string;
  readonly readings: string;
  map(row: HaloRow, context: undefined, complain: Complain): SavedRecord;
}

/**
 * Records that are made of the actions of tickets whose last action moved. Their models have a field `occurred_at`.
 *
 * @param judgeChild whether an action is a record of the model, by what the model makes of it. Default: every action is
 */
export function actionSource(model: ActionModel, judgeChild?: (record: SavedRecord) => ChildVerdict): ChildSource {
  const toRecord = (row: HaloRow, ticket: number, complain: Complain): SavedRecord =>
    model.map({ ...row, ticket_id: ticket }, undefined, complain);
  return {
    model: model.name,
    list: ticketList,
    readings: model.readings,
    depends: ['customers', 'ticket_types'],
    movedStamp: 'lastactiondate',
    madeField: 'occurred_at',
    ...(judgeChild === undefined ? { numbering: 'dense' } : { numbering: 'sparse', judgeChild }),
    select: selectParents,
    readChildren: async ({ client, complain }, ticket) => {
      const { rows, ...list } = await readActions(client, ticket);
      return { ...list, records: rows.map((row) => toRecord(row, ticket, complain)) };
    },
    readChild: async ({ client, complain }, ticket, action) => {
      const row = await readAction(client, ticket, action);
      return row && toRecord(row, ticket, complain);
    },
  };
}
