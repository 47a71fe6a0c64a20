import { readAction, readActions } from '../../halo/lists/ticket-actions.js';
import type { HaloRow } from '../../halo/values/rows.js';
import type { ChildSource, ChildVerdict, Complain, MappingContext, SavedRecord } from '../contract.js';
import { ticketList } from '../tickets/list.js';
import { selectParents } from '../tickets/selection.js';
import { actionContext, type ActionContext, type actionSettings } from './context.js';

interface ActionModel {
  readonly name: string;
  readonly readings: string;
  map(row: HaloRow, context: ActionContext, complain: Complain): SavedRecord;
}

interface ActionSourceOptions {
  /** The settings that decide what is in the records: when one changes, the actions of all these tickets are read again. */
  readonly settings: readonly (typeof actionSettings)[number][];
  /** Whether an action is a record of the model, by what the model makes of it. Default: every action is. */
  readonly judgeChild?: (record: SavedRecord) => ChildVerdict;
}

/** Records that are made of the actions of tickets whose last action moved. Their models have a field `occurred_at`. */
export function actionSource(model: ActionModel, { settings, judgeChild }: ActionSourceOptions): ChildSource {
  const mapperOf = (context: MappingContext, ticket: number) => {
    const needed = actionContext(context);
    return (row: HaloRow): SavedRecord => model.map({ ...row, ticket_id: ticket }, needed, context.complain);
  };
  return {
    model: model.name,
    list: ticketList,
    readings: model.readings,
    depends: ['customers', 'ticket_types', ...settings],
    movedStamp: 'lastactiondate',
    madeField: 'occurred_at',
    ...(judgeChild === undefined ? { numbering: 'dense' } : { numbering: 'sparse', judgeChild }),
    select: selectParents,
    readChildren: async (context, ticket) => {
      const { rows, ...list } = await readActions(context.client, ticket);
      return { ...list, records: rows.map(mapperOf(context, ticket)) };
    },
    readChild: async (context, ticket, action) => {
      const row = await readAction(context.client, ticket, action);
      return row && mapperOf(context, ticket)(row);
    },
  };
}
