// Runs one scenario on a running service: node run.mjs ADDRESS SCENARIO FOLDER. FOLDER holds the scenario's inputs and takes what it
// downloads. The exit status is 0 where the page did what the scenario says; else the reason is on standard error.
import { mkdirSync } from 'node:fs';
import { open } from './browser.mjs';
import * as clerk from './clerk.mjs';
import * as editing from './editing.mjs';
import * as sources from './sources.mjs';
import * as states from './states.mjs';
import * as jobs from './jobs.mjs';

const [address, name, folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const scenario = { ...clerk, ...editing, ...sources, ...states, ...jobs }[name];
if (!scenario) throw new Error('no scenario ' + name);
await scenario((options) => open(address, folder, options), folder);
