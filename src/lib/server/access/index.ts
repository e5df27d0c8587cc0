export * from './answer-guards';
export * from './command-access';
export * from './cross-site';
export * from './demo-actor';
export * from './may-use';
export * from './route-access';
