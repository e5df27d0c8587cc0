// `npm run bench`: what the work costs, beside the best that could be.
import { runBuilt } from './run-built.mjs';

await runBuilt('bench');
