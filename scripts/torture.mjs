// `npm run torture`: kills, cut logs, a full disk and crowds, and whether anything was lost.
import { runBuilt } from './run-built.mjs';

await runBuilt('torture');
