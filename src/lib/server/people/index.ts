export { ageBands } from './age-bands';
export { assignKeys } from './assign-keys';
export { keepIdentifiers } from './keep-identifiers';
