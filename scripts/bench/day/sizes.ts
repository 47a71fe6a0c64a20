/** The tenant whose day is played, and how many of its tickets change in it. */
export interface DaySizes {
  readonly tickets: number;
  readonly customers: number;
  readonly contacts: number;
  readonly assets: number;
  readonly projects?: number;
  readonly opportunities?: number;
  /** Rows of other lists, by the name of their sync. */
  readonly others?: Readonly<Record<string, number>>;
  readonly changed: number;
  /**
   * Hours that the first reading of everything may take at the pace that Halo allows, with the details, of which each run
   * reads a part only. The day begins after them.
   */
  readonly loadingHours: number;
  /** Whether the day of the syncs that somebody has to start is played too. */
  readonly withOptional: boolean;
}

/** A managed-service provider of a usual size. */
export const wholeDay: DaySizes = {
  tickets: 100_000,
  customers: 500,
  contacts: 5_000,
  assets: 20_000,
  projects: 200,
  opportunities: 200,
  others: {
    appointments: 2_000,
    articles: 500,
    contracts: 500,
    invoices: 5_000,
    items: 1_000,
    'purchase-orders': 1_000,
    quotations: 1_000,
    'sales-orders': 1_000,
    suppliers: 200,
  },
  changed: 300,
  loadingHours: 6,
  withOptional: true,
};

/** The same day of a tenant that is played in seconds: it has fewer pages for the daily listings, and nothing else differs. */
export const smallDay: DaySizes = {
  tickets: 400,
  customers: 60,
  contacts: 200,
  assets: 200,
  changed: 300,
  loadingHours: 1,
  withOptional: false,
};
