import { act, cleanup, render, screen } from '@testing-library/react';
import { toast } from 'sonner';
import { afterEach, describe, expect, it } from 'vitest';
import { t } from '#window/i18n/i18n';
import { setLanguage } from '#window/i18n/language';
import { tell } from '#window/ui/toasts/toast.tsx';
import { Toasts } from '#window/ui/toasts/Toasts.tsx';

afterEach(() => {
  act(() => {
    setLanguage('en');
    toast.dismiss();
  });
  cleanup();
});

describe('what the window says in its corner', () => {
  it('is replaced by what is newer about the same, and stands beside what is about another', async () => {
    render(<Toasts theme="dark" label="Said" />);
    act(() => {
      tell(() => 'On hold', 'hold call-1');
      tell(() => 'Off hold', 'hold call-1');
      tell(() => 'Muted', 'muteCaller call-1');
    });
    expect(await screen.findByText('Off hold')).toBeTruthy();
    expect(screen.queryByText('On hold')).toBeNull();
    expect(screen.getByText('Muted')).toBeTruthy();
  });

  it('speaks another language at once, with what can be done about it', async () => {
    render(<Toasts theme="dark" label="Said" />);
    act(() => {
      tell(() => t('operators.pinChanged'), 'pin', {
        text: () => t('commands.undo'),
        run: () => undefined,
      });
    });
    expect(await screen.findByText('Your PIN is changed.')).toBeTruthy();
    act(() => {
      setLanguage('de');
    });
    expect(screen.getByText('Ihre PIN ist geändert.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Rückgängig' })).toBeTruthy();
  });
});
