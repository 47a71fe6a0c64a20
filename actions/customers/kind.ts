import { Customer, customerList } from '../../records/customers.js';
import { listedKind } from '../resource/kind.js';

export const customerKind = listedKind({ name: 'customer', model: Customer, list: customerList, titles: ['name'] });
