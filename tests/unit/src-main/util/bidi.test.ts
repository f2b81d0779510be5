import { expect, it } from 'vitest';
import { ariChannelSchema } from '#main/ari/events';
import { withoutBidiControls } from '#main/util/bidi';

it('takes out of a text what would turn round its neighbours, and nothing else', () => {
  expect(withoutBidiControls('\u202Eana\u202C \u2066(2001)\u2069\u200F\u061C')).toBe('ana (2001)');
  expect(withoutBidiControls('فاطمة O’Brien 2')).toBe('فاطمة O’Brien 2');
});

it('is done to the name of every caller where it is parsed', () => {
  const channel = ariChannelSchema.parse({
    id: '1',
    caller: { name: '\u202Elaer\u202C', number: '2001' },
    connected: { name: '\u2067x', number: '' },
  });
  expect(channel).toMatchObject({ callerName: 'laer', connectedName: 'x' });
});
