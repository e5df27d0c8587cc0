export { ageBands, birthsThatDiffer, type Among } from './age-bands';
export { assignKeys } from './assign-keys';
export { checkPeople } from './check-people';
export { participantsWithSsn } from './find-participants';
export { countIdentifiers, forgetIdentifiers, forgetKeys, keepIdentifiers } from './keep-identifiers';
export { openNeeds, type OpenNeed } from './open-needs';
