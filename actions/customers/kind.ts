import { Customer, customerList } from '../../records/customers.js';
import { resourceKind } from '../resource/kind.js';

export const customerKind = resourceKind({ name: 'customer', model: Customer, list: customerList, titles: ['name'] });
