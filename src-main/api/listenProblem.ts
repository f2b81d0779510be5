import { messageOf } from '#main/util/errors';

/** Why an address could not be listened on, and what to do. */
export function listenProblem(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is taken by another program. End that program or set API_PORT to another port. Tried again every 10 s.`;
    case 'EACCES':
      return `Port ${port} may not be used without special rights. Set API_PORT to one above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is no address of this machine. Correct API_HOST.`;
    default:
      return `The HTTP API cannot listen on ${host} port ${port} (${messageOf(error)}). Check API_HOST and API_PORT.`;
  }
}
