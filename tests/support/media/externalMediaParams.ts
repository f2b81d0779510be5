import type { MediaTransportFactory } from '#main/media/transport/mediaTransport';

/** What Asterisk would be asked for to make the channel of a media connection of this factory. */
export async function paramsOf(
  factory: MediaTransportFactory,
): Promise<Readonly<Record<string, string>>> {
  const expected = factory.expect('chan-params');
  const request = await expected.request();
  expected.cancel();
  if (!request.ok) {
    throw new Error(request.error.message);
  }
  return request.value.params;
}
