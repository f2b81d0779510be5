import { messageOf } from '#main/util/errors';

/** Why the API cannot listen on an address, and what to do. */
export function listenProblem(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is taken by another program. End that program or set API_PORT to another port. Cordboard tries again every 10 s.`;
    case 'EACCES':
      return `Port ${port} needs special rights. Set API_PORT to a port above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is not an address of this machine. Correct API_HOST.`;
    default:
      return `The HTTP API cannot listen on ${host} port ${port} (${messageOf(error)}). Check API_HOST and API_PORT.`;
  }
}
