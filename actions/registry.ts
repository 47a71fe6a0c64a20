import { whoami } from './agents/whoami.js';
import { createAppointment } from './appointments/create-appointment.js';
import { listAppointments } from './appointments/list-appointments.js';
import { getArticle } from './articles/get-article.js';
import { searchArticles } from './articles/search-articles.js';
import { listOptions } from './choices/list-options.js';
import { setCustomFields } from './custom-fields/set-custom-fields.js';
import { archiveAsset } from './assets/archive-asset.js';
import { createAsset } from './assets/create-asset.js';
import { getAsset } from './assets/get-asset.js';
import { searchAssets } from './assets/search-assets.js';
import { updateAsset } from './assets/update-asset.js';
import { archiveContact } from './contacts/archive-contact.js';
import { createContact } from './contacts/create-contact.js';
import { findOrCreateContact } from './contacts/find-or-create-contact.js';
import { getContact } from './contacts/get-contact.js';
import { searchContacts } from './contacts/search-contacts.js';
import { updateContact } from './contacts/update-contact.js';
import { archiveCustomer } from './customers/archive-customer.js';
import { createCustomer } from './customers/create-customer.js';
import { getCustomer } from './customers/get-customer.js';
import { searchCustomers } from './customers/search-customers.js';
import { updateCustomer } from './customers/update-customer.js';
import type { HaloFunction } from './define.js';
import { addAttachment } from './attachments/add-attachment.js';
import { listAttachments } from './attachments/list-attachments.js';
import { createSite } from './sites/create-site.js';
import { getSite } from './sites/get-site.js';
import { searchSites } from './sites/search-sites.js';
import { updateSite } from './sites/update-site.js';
import { addNote } from './ticket-actions/add-note.js';
import { listTicketActions } from './ticket-actions/list-ticket-actions.js';
import { logTime } from './ticket-actions/log-time.js';
import { replyToTicket } from './ticket-actions/reply-to-ticket.js';
import { updateAction } from './ticket-actions/update-action.js';
import { assignTicket } from './tickets/assign-ticket.js';
import { closeTicket } from './tickets/close-ticket.js';
import { createTicket } from './tickets/create-ticket.js';
import { deleteTicket } from './tickets/delete-ticket.js';
import { getTicketContext } from './tickets/get-ticket-context.js';
import { getTicket } from './tickets/get-ticket.js';
import { linkTicketAssets } from './tickets/link-ticket-assets.js';
import { linkTickets } from './tickets/link-tickets.js';
import { mergeTickets } from './tickets/merge-tickets.js';
import { reopenTicket } from './tickets/reopen-ticket.js';
import { restoreTicket } from './tickets/restore-ticket.js';
import { searchTickets } from './tickets/search-tickets.js';
import { updateTicket } from './tickets/update-ticket.js';

/** Every function of this folder: the catalogue and the generic tests go through it. One line a function. */
export const functions: readonly HaloFunction[] = [
  createTicket,
  updateTicket,
  closeTicket,
  reopenTicket,
  assignTicket,
  mergeTickets,
  linkTicketAssets,
  deleteTicket,
  restoreTicket,
  getTicket,
  searchTickets,
  addNote,
  replyToTicket,
  logTime,
  updateAction,
  listTicketActions,
  createAppointment,
  listAppointments,
  searchArticles,
  getArticle,
  setCustomFields,
  listOptions,
  whoami,
  linkTickets,
  getTicketContext,
  listAttachments,
  addAttachment,
  createCustomer,
  updateCustomer,
  archiveCustomer,
  getCustomer,
  searchCustomers,
  createSite,
  updateSite,
  getSite,
  searchSites,
  createContact,
  updateContact,
  archiveContact,
  getContact,
  searchContacts,
  findOrCreateContact,
  createAsset,
  updateAsset,
  archiveAsset,
  getAsset,
  searchAssets,
];
