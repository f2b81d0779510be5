import { userInfo } from 'node:os';

/**
 * Name of the user who runs the program. The system may not know it: a container's bare user id.
 */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'somebody';
  }
}
