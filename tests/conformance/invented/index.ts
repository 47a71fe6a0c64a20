import './halo-psa/syncs/vehicles.js';
