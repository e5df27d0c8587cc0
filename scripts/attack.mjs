// `npm run attack`: tools that anyone can get, let loose on a served home of their own.
import { runBuilt } from './run-built.mjs';

await runBuilt('attack');
