export { ageBands } from './age-bands';
export { assignKeys } from './assign-keys';
export { forgetIdentifiers, keepIdentifiers } from './keep-identifiers';
