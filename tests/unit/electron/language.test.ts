import { describe, expect, it, vi } from 'vitest';
import { type Settings, settingsWith } from '#main/config/settings/settings';
import { createAlertSound } from '#shell/alertSound';
import { followLanguage } from '#shell/language';
import { showInTray } from '#shell/tray/tray';
import { callWith } from '#support/calls';
import { FakeCallControl } from '#support/desk/fakeCallControl';

/** Settings that can be changed, as far as they are followed. */
function changeable() {
  const listeners: (() => void)[] = [];
  const store = {
    current: settingsWith(),
    on: (_name: string, listener: () => void) => {
      listeners.push(listener);
      return () => undefined;
    },
  };
  const change = (settings: Partial<Settings>) => {
    store.current = settingsWith(settings);
    for (const listener of listeners) {
      listener();
    }
  };
  return { settings: store as never, change };
}

describe('the language of the shell', () => {
  it('is that of the desktop until another is chosen, and tells of each change once', () => {
    const { settings, change } = changeable();
    const language = followLanguage(settings, 'de-AT');
    const told = vi.fn();
    language.onChanged(told);
    expect(language.current).toBe('de');
    change({ windowLanguage: 'de' });
    expect(told).not.toHaveBeenCalled();
    change({ windowLanguage: 'en' });
    change({ windowLanguage: 'en', keepInTray: 'always' });
    expect(told.mock.calls).toEqual([['en']]);
    expect(language.current).toBe('en');
  });

  it('is that of the tray, at once', () => {
    const { settings, change } = changeable();
    const icon = { setToolTip: vi.fn(), setMenu: vi.fn() };
    const language = followLanguage(settings, 'en-US');
    const control = new FakeCallControl([callWith()]);
    const alertSound = createAlertSound();
    showInTray({ control, icon, language, alertSound, open: vi.fn(), quit: vi.fn() });
    change({ windowLanguage: 'de' });
    expect(icon.setToolTip).toHaveBeenLastCalledWith(expect.stringMatching(/^Cordboard: laufende/));
    const menu = JSON.stringify(icon.setMenu.mock.lastCall);
    expect(menu).toContain('Cordboard beenden');
    expect(menu).toContain('Alarme stummschalten');
  });
});
