import { externalId, flag, instant, quantity, reference, text } from './fields.js';

// Functions, so that the bundles of other syncs leave them out (docs/decisions.md, "The layout").

/** What a line says that sells or orders something, whichever document it stands on (halo-api.md §6.12). */
const ofItem = () => ({
  item_id: reference('item_id', 'Item of the catalogue.'),
  is_group_heading: flag('isgroupdesc', 'Whether it is the heading of a group of lines.'),
  group_id: reference('group_id', 'Group of lines that it belongs to.'),
  note: text('note', 'Note.'),
  unit_price: quantity('baseprice', 'Price of one, before taxes.'),
  net_amount: quantity('net_total', 'Amount before taxes.'),
  tax_amount: quantity('total_tax', 'Taxes.'),
  total_amount: quantity('total_price', 'Amount with taxes.'),
  discount_amount: quantity('total_discount', 'Discount.'),
  tax_name: text('tax_name', 'Name of the tax.'),
});

/** A line of an invoice, or of a recurring invoice. */
export const invoiceLine = () => ({
  id: reference('id', 'Id of the line.'),
  item_id: reference('_itemid', 'Item of the catalogue.'),
  item_code: text('item_code', 'Code of the item.'),
  name: text('item_shortdescription', 'What is invoiced.'),
  description: text('item_longdescription', 'Long description of what is invoiced.'),
  quantity: quantity('qty_order', 'How many.'),
  unit_price: quantity('unit_price', 'Price of one, before taxes.'),
  unit_cost: quantity('unit_cost', 'Cost of one.'),
  net_amount: quantity('net_amount', 'Amount before taxes.'),
  tax_amount: quantity('tax_amount', 'Taxes.'),
  tax_rate: quantity('tax_rate', 'Rate of the tax, in per cent.'),
  tax_code: externalId('tax_code', 'Tax code.'),
  nominal_code: text('nominal_code', 'Nominal code.'),
  asset_id: reference('asset_id', 'Asset that is invoiced.'),
  contract_id: reference('contract_id', 'Contract that is invoiced.'),
  ticket_id: reference('ticket_id', 'Ticket that is invoiced.'),
  started_at: instant('startdate', 'First day that is invoiced.'),
  ended_at: instant('enddate', 'Last day that is invoiced.'),
});

/** A line of a quotation. */
export const quotationLine = () => ({
  id: reference('id', 'Id of the line.'),
  name: text('name', 'What is offered.'),
  product_code: text('productcode', 'Code of the product.'),
  ...ofItem(),
  unit_cost: quantity('costprice', 'Cost of one.'),
  is_optional: flag('optional', 'Whether the customer may leave it out.'),
  is_recurring: flag('item_recurring', 'Whether it is charged again and again.'),
  supplier_id: reference('supplier_id', 'Supplier.'),
});

/** A line of a sales order. */
export const salesOrderLine = () => ({
  id: reference('id', 'Id of the line.'),
  name: text('name', 'What is ordered.'),
  product_code: text('productcode', 'Code of the product.'),
  ...ofItem(),
  unit_cost: quantity('costprice', 'Cost of one.'),
  shipped_quantity: quantity('quantity_shipped', 'How many were shipped.'),
  invoiced_quantity: quantity('invoiced_quantity', 'How many were invoiced.'),
  is_recurring: flag('line_recurring', 'Whether it is charged again and again.'),
  contract_id: reference('contract_id', 'Contract.'),
  project_id: reference('project_id', 'Project.'),
  supplier_id: reference('supplier_id', 'Supplier.'),
  quotation_line_id: reference('quotation_line_id', 'Line of the quotation that it came from.'),
});

/** A line of a purchase order. */
export const purchaseOrderLine = () => ({
  id: reference('id', 'Id of the line.'),
  name: text('name', 'What is ordered.'),
  product_code: text('productcode', 'Code of the product.'),
  ...ofItem(),
  received_quantity: quantity('quantity_received', 'How many were received.'),
  sales_order_id: reference('salesorder_id', 'Sales order that it is for.'),
  sales_order_line_id: reference('salesorder_line_id', 'Line of the sales order that it is for.'),
});
