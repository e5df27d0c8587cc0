export { actAs } from './act-as';
export * from './links/accept-link';
export { changePassword, hasPassword, ownSession, proveOwner } from './passwords/change-password';
export * from './passwords/check-password';
export { deviceCookieName, sessionCookieName, type CookieToSet } from './sign-in/cookies';
export { knownBrowser } from './sign-in/devices';
export * from './sign-in/drop-factor';
export * from './links/links';
export {
	addMember,
	changeRole,
	findMember,
	hasAdministrator,
	hasAnybody,
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
export { signIn, signInByLink, type Entry, type Knock } from './sign-in/sign-in';
export * from './sign-in/sign-out';
export * from './tokens';
export * from './visit';
export { WaitFirst } from './sign-in/wait-first';
export { meetsFactorRule, needsSecondFactor, requireSecondFactor } from './rules/rules';
export {
	awaitedMember,
	awaitsCode,
	beginFactor,
	confirmFactor,
	endFactor,
	enterCode,
	hasBegunFactor,
	type CookieReader,
	type NewFactor
} from './sign-in/second-factor';
export { providerCallback, saveProvider, shownProvider, type Provider } from './rules/provider';
export { beginProviderSignIn, finishProviderSignIn } from './sign-in/provider-sign-in';
export { saveMailServer, shownMailServer, type MailServer } from './rules/mail';
export { mailForgotten, mailLink } from './links/mail-links';
export { checkAccounts } from './check-accounts';
export { copySqlite } from './copy-sqlite';
