export * from './accept-link';
export { changePassword, ownSession, provePassword } from './change-password';
export * from './check-password';
export { deviceCookieName, sessionCookieName, type CookieToSet } from './cookies';
export * from './drop-factor';
export * from './links';
export {
	addMember,
	changeRole,
	findMember,
	hasAdministrator,
	memberById,
	memberOf,
	members,
	setDisabled,
	type Member,
	type NewMember
} from './members';
export { openAccountBook, openAccounts, type AccountBook, type Accounts } from './open-accounts';
export * from './session-limits';
export {
	endOtherSessions,
	endSession,
	endSessions,
	openSessions,
	readSession,
	type OpenSession
} from './sessions';
export { signIn, type Entry, type Knock } from './sign-in';
export * from './sign-out';
export * from './tokens';
export * from './visit';
export { WaitFirst } from './wait-first';
export { needsSecondFactor, requireSecondFactor } from './rules';
export {
	awaitsCode,
	beginFactor,
	confirmFactor,
	endFactor,
	enterCode,
	hasBegunFactor,
	type CookieReader,
	type NewFactor
} from './second-factor';
export { providerCallback, saveProvider, shownProvider, type Provider } from './provider';
export { beginProviderSignIn, finishProviderSignIn } from './provider-sign-in';
export { saveMailServer, shownMailServer, type MailServer } from './mail';
export { mailForgotten, mailLink } from './mail-links';
