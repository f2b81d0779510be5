import { ipcRenderer } from 'electron';
import type { RequestResult, Requests } from '../contract/api';
import type { RequestChannel } from '../contract/channels';

/** Makes a request of the main process. Never rejects but for a defect: refusals are values. */
export function request<Channel extends RequestChannel>(
  channel: Channel,
  input: Requests[Channel]['input'],
): Promise<RequestResult<Requests[Channel]['output']>> {
  return ipcRenderer.invoke(channel, input) as Promise<RequestResult<Requests[Channel]['output']>>;
}
