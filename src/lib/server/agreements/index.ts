export { blankAgreement, checkAgreement, checkNewAgreement, type AgreementProblem } from './agreement-shape';
export {
	agreementOf,
	agreementsPrint,
	agreements,
	versionsOf,
	type AgreementVersion,
	type KnownAgreement
} from './read-agreements';
export { saveAgreement } from './save-agreement';
