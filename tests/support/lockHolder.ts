/**
 * A process that holds a data folder until it is killed: `FOLDER`. It writes a line once it has it.
 */
import { writeSync } from 'node:fs';
import { lockDataFolder } from '#main/config/installation/dataFolderLock';

const lock = await lockDataFolder(process.argv[2] ?? '');
writeSync(1, `${lock.ok ? 'locked' : lock.error.message}\n`);
setInterval(() => lock.ok, 60_000);
