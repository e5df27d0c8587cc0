export * from './answer-guards';
export * from './command-access';
export * from './body-limit';
export * from './cross-site';
export * from './demo-actor';
export * from './may-use';
export * from './route-access';
