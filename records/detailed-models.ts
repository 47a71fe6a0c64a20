/**
 * The models whose records may be completed from their details, and whether they are where the setting `details` does not
 * say. There are many contacts and assets, and products for monitoring change assets every day, so that these are off.
 */
export const detailedModels: Readonly<Record<string, boolean>> = {
  Customer: true,
  Site: true,
  Contact: false,
  Asset: false,
  // There are few, and their lines are in the detail only.
  RecurringInvoice: true,
};
