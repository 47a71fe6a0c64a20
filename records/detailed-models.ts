/**
 * The models whose records may be completed from their details, and whether they are where the setting `details` does not
 * say. There are many contacts and assets, and products for monitoring change assets every day, so that these are off. Of
 * what is sold, ordered and written down those are on whose details have more than custom fields: what is prepaid, lines,
 * texts.
 */
export const detailedModels: Readonly<Record<string, boolean>> = {
  Customer: true,
  Site: true,
  Contact: false,
  Asset: false,
  Contract: true,
  RecurringInvoice: true,
  SalesOrder: true,
  PurchaseOrder: true,
  Supplier: true,
  Article: true,
  Invoice: false,
  Quotation: false,
  Item: false,
};
