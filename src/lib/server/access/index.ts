export * from './answer-guards';
export * from './cross-site';
export * from './demo-actor';
export * from './may-use';
export * from './request-budgets';
export * from './route-access';
export * from './turns';
