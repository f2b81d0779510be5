import { userInfo } from 'node:os';

/** Name of the user who runs the program. In a container the user id may have no name. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'somebody';
  }
}
