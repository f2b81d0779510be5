/** Plugins that do what they should not; the file's query says what. */
const what = new URL(import.meta.url).searchParams.get('what');

export function plugin(cordboard) {
  switch (what) {
    case 'throws-at-start':
      throw new Error('no good');
    case 'never-ready':
      return new Promise(() => undefined);
    case 'throws':
      cordboard.on('transcript.turn', () => {
        throw new Error('cannot read');
      });
      return undefined;
    case 'busy':
      cordboard.registerTool(
        { name: 'spin', description: '', parameters: { type: 'object' }, timeoutMs: 60_000 },
        () => {
          for (;;) {
            // Never comes back.
          }
        },
      );
      return undefined;
    case 'waits':
      cordboard.registerTool(
        { name: 'wait', description: '', parameters: { type: 'object' }, timeoutMs: 60_000 },
        (_args, { signal }) => {
          cordboard.log('info', 'waiting');
          return new Promise((resolve) => {
            signal.addEventListener('abort', () => {
              cordboard.log('info', 'aborted');
              resolve({});
            });
          });
        },
      );
      return undefined;
    case 'exits':
      cordboard.on('transcript.turn', () => process.exit(3));
      return undefined;
    case 'late':
      setTimeout(() => {
        throw new Error('later');
      }, 50);
      return undefined;
    case 'environment':
      cordboard.log('info', 'environment', { names: Object.keys(process.env) });
      return undefined;
    default:
      return undefined;
  }
}
