// `npm run bench`: what the work costs, beside the best that could be.
import { runBuilt } from './run-built.mjs';
import { build, chore } from './steps.mjs';

// The crowd of readers is served by the application as it is built.
await chore(build);
if (!process.exitCode) await runBuilt('bench');
