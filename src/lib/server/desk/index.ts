export { checkBoundaries, readBoundaries, removeBoundaries, saveBoundaries } from './boundaries/boundaries';
export { backUp, type Backup, type BackupOptions } from './backup/back-up';
export { restoreHome, type Restored, type RestoreOptions } from './backup/restore';
export { checkBriefText, isDay, type BriefProblem } from './briefs/brief-shape';
export { changesBetween } from './briefs/changes-between';
export { filingsBetween, filingStanding } from './briefs/filings-between';
export { matrixBetween, type DatedState } from './briefs/matrix-between';
export { briefs, versionsOfBrief, type BriefVersion, type KnownBrief } from './briefs/read-briefs';
export {
	createBrief,
	mayMove,
	moveBrief,
	noBrief,
	saveBriefText,
	type BriefSaving
} from './briefs/save-brief';
export { checkFolder } from './check-folder';
export { createHome } from './create-home';
export { keepPrivate } from './keep-private';
export { notDemo, refuseFalseDemo } from './demo-mark';
export { deriveKey } from './derive-key';
export { lookAtHealth, type Health } from './look-at-health';
export { readLogo, saveLogo } from './logo';
export * from './matrix';
export { changeSettings, closeHome, openHome } from './open-home';
export type { OpenHome } from './open-home';
export { keepScenario, removeScenario, type ScenarioKeeping } from './scenarios/keep-scenario';
export {
	knownScenarios,
	versionsOfScenario,
	type KnownScenario,
	type ScenarioVersion
} from './scenarios/read-scenarios';
export { checkSettings, firstSettings, readSettings, saveSettings } from './settings';
export type { SettingProblem } from './settings';
export { FIRST_LIMITS } from './limit-settings';
export { upgradeSettings } from './settings-steps';
export { writeWhole } from './write-whole';
