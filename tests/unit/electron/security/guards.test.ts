import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { silentLog } from '#main/observability/log';
import { allowMicrophoneOnly, type PermissionSession } from '#shell/security/permissions';
import { createSecretBox, type KeyStore } from '#shell/security/secretBox';
import { guardContents, mayNavigate } from '#shell/windows/navigationGuards';

describe('permissions', () => {
  type Handler<Name extends keyof PermissionSession> = NonNullable<
    Parameters<PermissionSession[Name]>[0]
  >;

  function setUp() {
    const session = {
      setPermissionRequestHandler: vi.fn<PermissionSession['setPermissionRequestHandler']>(),
      setPermissionCheckHandler: vi.fn<PermissionSession['setPermissionCheckHandler']>(),
      setDevicePermissionHandler: vi.fn<PermissionSession['setDevicePermissionHandler']>(),
    };
    allowMicrophoneOnly(session, 'console://app', silentLog);
    const request = session.setPermissionRequestHandler.mock.calls[0]?.[0];
    const check = session.setPermissionCheckHandler.mock.calls[0]?.[0];
    const device = session.setDevicePermissionHandler.mock.calls[0]?.[0];
    return {
      asked: (permission: string, details: object): boolean | undefined => {
        let granted: boolean | undefined;
        const answer = (value: boolean) => {
          granted = value;
        };
        const args = [{}, permission, answer, details] as unknown;
        request?.(...(args as Parameters<Handler<'setPermissionRequestHandler'>>));
        return granted;
      },
      checked: (permission: string, origin: string, details: object) => {
        const args = [null, permission, origin, details] as unknown;
        return check?.(...(args as Parameters<Handler<'setPermissionCheckHandler'>>));
      },
      device: () => device?.({} as never),
    };
  }

  const page = { isMainFrame: true, requestingUrl: 'console://app/index.html' };

  it('are refused to the window, all but the microphone', () => {
    const { asked, checked, device } = setUp();
    for (const name of ['notifications', 'geolocation', 'clipboard-read', 'fullscreen']) {
      expect(asked(name, page)).toBe(false);
      expect(checked(name, 'console://app/', {})).toBe(false);
    }
    expect(device()).toBe(false);
    expect(asked('media', { ...page, mediaTypes: ['audio'] })).toBe(true);
    expect(checked('media', 'console://app/', { mediaType: 'audio' })).toBe(true);
  });

  it('do not open the camera or the screen with the microphone', () => {
    const { asked, checked } = setUp();
    for (const mediaTypes of [['video'], ['audio', 'video'], [], undefined]) {
      expect(asked('media', { ...page, mediaTypes })).toBe(false);
    }
    expect(checked('media', 'console://app/', { mediaType: 'video' })).toBe(false);
  });

  it('are refused to foreign pages and to frames, the microphone too', () => {
    const { asked, checked } = setUp();
    const audio = { mediaTypes: ['audio'] };
    expect(asked('media', { ...audio, ...page, requestingUrl: 'https://evil.example/' })).toBe(
      false,
    );
    expect(asked('media', { ...audio, ...page, isMainFrame: false })).toBe(false);
    expect(checked('media', 'https://evil.example/', { mediaType: 'audio' })).toBe(false);
  });
});

describe('navigation', () => {
  it.each([
    ['console://app/index.html', true],
    ['console://app/other', true],
    ['console://app.evil/', false],
    ['https://app/', false],
    ['javascript:alert(1)', false],
    ['file:///etc/passwd', false],
    ['', false],
  ])('to %s: %s', (address, allowed) => {
    expect(mayNavigate(address, 'console://app')).toBe(allowed);
  });

  it('is stopped in main frame, sub-frames and redirects; windows and embedded pages are refused', () => {
    const contents = new EventEmitter() as EventEmitter & {
      setWindowOpenHandler: (handler: unknown) => void;
    };
    let open: ((details: { url: string }) => unknown) | null = null;
    contents.setWindowOpenHandler = (handler) => {
      open = handler as typeof open;
    };
    guardContents(contents as unknown as WebContents, 'console://app', silentLog);
    const prevented: string[] = [];
    const events = ['will-navigate', 'will-frame-navigate', 'will-redirect'];
    for (const name of events) {
      contents.emit(name, {
        url: 'https://evil.example/',
        preventDefault: () => prevented.push(name),
      });
      contents.emit(name, {
        url: 'console://app/',
        preventDefault: () => prevented.push('own page'),
      });
    }
    contents.emit('will-attach-webview', { preventDefault: () => prevented.push('webview') });
    expect(prevented).toEqual([...events, 'webview']);
    expect(open!({ url: 'console://app/' })).toEqual({ action: 'deny' });
  });
});

describe('the secret box', () => {
  function keyStore(available: boolean, backend: string): KeyStore {
    return {
      isEncryptionAvailable: () => available,
      getSelectedStorageBackend: () => backend,
      encryptString: (text) => Buffer.from(`locked:${text}`),
      decryptString: (locked) => locked.toString().replace('locked:', ''),
    };
  }

  it.each([
    [true, 'gnome_libsecret', 'linux', 'open'],
    [true, 'basic_text', 'linux', 'missing'],
    [false, 'basic_text', 'linux', 'missing'],
    [false, 'gnome_libsecret', 'linux', 'locked'],
    [true, '', 'darwin', 'open'],
    [true, '', 'win32', 'open'],
    [false, '', 'win32', 'locked'],
  ] as const)('with encryption %s on "%s" of %s: %s', (available, backend, platform, expected) => {
    expect(createSecretBox(keyStore(available, backend), platform).access).toBe(expected);
  });

  it('locks and unlocks', () => {
    const box = createSecretBox(keyStore(true, 'kwallet5'), 'linux');
    expect(Buffer.from(box.encrypt('key'), 'base64').toString()).toBe('locked:key');
    expect(box.decrypt(box.encrypt('key'))).toBe('key');
  });

  it('refuses rather than pretend when the system protects nothing', () => {
    const box = createSecretBox(keyStore(true, 'basic_text'), 'linux');
    expect(() => box.encrypt('key')).toThrow('no protected storage');
    expect(() => box.decrypt('a2V5')).toThrow('no protected storage');
  });
});
