export { createHome } from './create-home';
export { deriveKey } from './derive-key';
export { readLogo, saveLogo } from './logo';
export { changeSettings, closeHome, openHome } from './open-home';
export type { OpenHome } from './open-home';
export { checkSettings, firstSettings, readSettings, saveSettings } from './settings';
export type { SettingProblem } from './settings';
