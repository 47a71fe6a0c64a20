import type { HaloClient } from '../halo/transport/client.js';
import type { HaloConnection } from '../halo/transport/connection.js';
import type { HaloList, ListName, SetupList } from '../halo/lists/description.js';
import type { RowIds } from '../halo/lists/row-ids.js';
import type { Selection } from '../halo/lists/page.js';
import type { HaloRow } from '../halo/values/rows.js';
import type { Problem } from './field.js';
import type { Settings } from './settings.js';

/** A record as it is saved: whatever a model holds, under an id. */
export interface SavedRecord {
  id: string;
}

/** Called with a field of a record, or a part of it, that is not valid, and the reason. Default: unreadable. */
export type Complain = (field: string, problem?: Problem) => void;

/** Called with something that a run warns of once, with everything it concerns, such as statuses of unknown meaning. */
export type Remark = (warning: string, subject: string) => void;

/** What a record type may use to turn rows into records. */
export interface MappingContext {
  readonly client: HaloClient;
  readonly settings: Settings;
  readonly connection: HaloConnection;
  readonly complain: Complain;
  readonly remark: Remark;
}

/** Turns pages of rows into records. */
export interface RowMapper {
  /** Parameters that make rows carry more; they select nothing. */
  readonly params: Readonly<Record<string, string>>;
  /** Parameters of further requests for each page, where one has no room for all that rows are to carry. */
  readonly supplements?: readonly Readonly<Record<string, string>>[];
  /**
   * What the records lack that this run made: a letter for each list that only adds to them and cannot be read. Empty
   * when nothing does.
   */
  readonly lacking?: () => string;
  /** Reads again what earlier runs could not. @returns the letters of those that still cannot be read */
  readonly retry?: (letters: string) => Promise<string>;
  /** Rows that are saved together, and after which progress is saved. Where mapping is free, all of a page. */
  readonly rowsAtOnce?: number;
  /** The selection without rows that are not of the record type, where that takes more to tell than the settings. */
  narrow?(selection: RowSelection): Promise<RowSelection>;
  /** May read set-up lists, once, when the first rows need them. */
  map(rows: readonly HaloRow[]): Promise<SavedRecord[]>;
}

/** Which rows of a list a connection's settings select. */
export interface RowSelection extends Selection {
  /** False for rows that are not wanted although no parameter of Halo's can leave them out. */
  readonly keeps?: (row: HaloRow) => boolean;
  /**
   * True for rows of which it cannot be told in this run whether they are wanted. A record that there is of such a row is
   * updated and never deleted because of it; a new one is made as `keeps` says.
   */
  readonly doubts?: (row: HaloRow) => boolean;
  /** The same as `keeps` of a row's record. Given with `keeps`, or not at all. */
  readonly keepsRecord?: (record: HaloRow) => boolean;
}

/** What every sync is about: a model, and the list its rows come from. */
export interface RecordSubject {
  readonly model: string;
  readonly list: ListName & RowIds;
}

/** How records get what only the details of their rows have. */
export interface DetailSource {
  /** The parameters of the request for one detail. */
  readonly params: Readonly<Record<string, string>>;
  /** The fields of a record that only the detail has. */
  readonly fields: ReadonlySet<string>;
  /** Whether the connection's settings ask for them. */
  isWanted(settings: Settings): boolean;
  /** The record of a detail. Only its `fields` are used, because details write others in another form than lists. */
  map(row: HaloRow, complain: Complain): SavedRecord;
}

/** A selection of a list's rows, as the connection's settings make it. */
export interface SelectedSource extends RecordSubject {
  readonly list: HaloList;
  /** How the fields of the records are read (`RecordModel.readings`): when it changes, every record is read again. */
  readonly readings: string;
  /** The settings that decide which records there are and what is in them: when one changes, all is read again. */
  readonly depends: readonly (keyof Settings)[];
  /** How the records are completed, where list rows do not carry everything. */
  readonly details?: DetailSource;
  /** The rows that the connection's settings select. */
  select(settings: Settings): RowSelection;
}

/** A record type: where its rows are, which of them are wanted, and how they become records. */
export interface RecordSource extends SelectedSource {
  openMapper(context: MappingContext): Promise<RowMapper>;
}

/** A record type whose list is read for a window of days. */
export interface WindowSource extends RecordSource {
  readonly window: WindowKeys;
}

/** How a list is asked for a window, and what tells whether a row is in it. */
export interface WindowKeys {
  /** The parameter with the window's first moment, and the field of a row with its own. */
  readonly start: string;
  /** The same of the last moment. */
  readonly end: string;
  /** The field of a record that says when it begins. */
  readonly startOfRecord: string;
  /** The parameters with which the list shows deleted rows too. */
  readonly deletedToo: Readonly<Record<string, string>>;
}

/** The newest children of a parent, as far back as its list reaches. */
export interface ListedChildren {
  records: SavedRecord[];
  /** The lowest child that the list would show; 1 when it shows all. */
  from: number;
  /** What is wrong with rows that cannot be used, a phrase each. */
  oddities: readonly string[];
  /** The lowest child that the list may leave out, such as a private note; `undefined` when it leaves none out. */
  hiddenFrom: number | undefined;
}

/**
 * Whether a child is a record of its type: `none` when its row shows that it is not, such as an action without time;
 * `unknown` when the row does not say, and then a record that is there stays.
 */
export type ChildVerdict = 'record' | 'none' | 'unknown';

/** Records that belong to rows of another list, and are read for each of these rows whose children changed. */
export interface ChildSource extends SelectedSource {
  /** The field of a parent's row that says when its children changed last. */
  readonly movedStamp: string;
  /** The field of a record that says when the child was made, where the parent's stamp is that of its newest child. */
  readonly madeField?: string;
  /**
   * `dense`: children count from 1 in each parent, and nearly each number is a record, so that ids can be made up and the
   * cache asked for them. `sparse`: they count over all parents, or many of a parent's children are no records.
   */
  readonly numbering: 'dense' | 'sparse';
  /** What a child is, by what the model makes of its row. Default: every child is a record. */
  readonly judgeChild?: (record: SavedRecord) => ChildVerdict;
  /** The children of a parent that its list shows. Their ids are `<parent>:<child>`. */
  readChildren(context: MappingContext, parent: number): Promise<ListedChildren>;
  /** One child, which the list may have left out, or not reached; `undefined` when it is gone. */
  readChild(context: MappingContext, parent: number, child: number): Promise<SavedRecord | undefined>;
}

/** A small list that answers everything at once, and the model of its records. */
export interface ReferenceSource {
  readonly model: {
    readonly name: string;
    map(row: HaloRow, context: undefined, complain: Complain): SavedRecord;
  };
  readonly list: SetupList;
  /** The id of a row's record, where it is not the row's `id`; `undefined` for a row that cannot be told from others. */
  readonly idOf?: (row: HaloRow) => string | undefined;
  /** False for rows of the list that are not of this type. */
  readonly keeps?: (row: HaloRow) => boolean;
}
