import type { WebContents } from 'electron';
import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import type { PermissionSession } from '../../../../electron/security/permissions';
import { denyPermissions } from '../../../../electron/security/permissions';
import type { KeyStore } from '../../../../electron/security/secretBox';
import { createSecretBox } from '../../../../electron/security/secretBox';
import { guardContents, mayNavigate } from '../../../../electron/windows/navigationGuards';
import { silentLog } from '../../../../src-main/observability/log';

describe('permissions', () => {
  it('are refused, every one of them', () => {
    const session = {
      setPermissionRequestHandler: vi.fn<PermissionSession['setPermissionRequestHandler']>(),
      setPermissionCheckHandler: vi.fn<PermissionSession['setPermissionCheckHandler']>(),
      setDevicePermissionHandler: vi.fn<PermissionSession['setDevicePermissionHandler']>(),
    };
    denyPermissions(session, silentLog);
    const request = session.setPermissionRequestHandler.mock.calls[0]?.[0];
    const check = session.setPermissionCheckHandler.mock.calls[0]?.[0];
    const device = session.setDevicePermissionHandler.mock.calls[0]?.[0];
    const names = [
      'media',
      'notifications',
      'geolocation',
      'clipboard-read',
      'openExternal',
      'fullscreen',
    ] as const;
    for (const name of names) {
      const answers: boolean[] = [];
      request?.({} as never, name, (granted) => answers.push(granted), {} as never);
      expect(answers).toEqual([false]);
      expect(check?.(null, name as 'media', '', {} as never)).toBe(false);
    }
    expect(device?.({} as never)).toBe(false);
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
    [true, 'gnome_libsecret', 'linux', true],
    [true, 'basic_text', 'linux', false],
    [false, 'basic_text', 'linux', false],
    [true, '', 'darwin', true],
    [true, '', 'win32', true],
    [false, '', 'win32', false],
  ] as const)(
    'with encryption %s on "%s" of %s: available %s',
    (available, backend, platform, expected) => {
      expect(createSecretBox(keyStore(available, backend), platform).available).toBe(expected);
    },
  );

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
