/**
 * A display for each test file. On a shared one, a window that another file opens or closes takes
 * the focus and the pointer: to the program, a person has moved the mouse.
 */
import { afterAll } from 'vitest';
import { startDisplay } from '#build/lib/display';

const display = await startDisplay();
Object.assign(process.env, display.env);
afterAll(() => display.close());
