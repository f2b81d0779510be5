import { act, cleanup, render, screen } from '@testing-library/react';
import { toast } from 'sonner';
import { afterEach, describe, expect, it } from 'vitest';
import { tell } from '#window/ui/toasts/toast';
import { Toasts } from '#window/ui/toasts/Toasts.tsx';

afterEach(() => {
  act(() => {
    toast.dismiss();
  });
  cleanup();
});

describe('what the window says in its corner', () => {
  it('is replaced by what is newer about the same, and stands beside what is about another', async () => {
    render(<Toasts theme="dark" label="Said" />);
    act(() => {
      tell('On hold', 'hold call-1');
      tell('Off hold', 'hold call-1');
      tell('Muted', 'muteCaller call-1');
    });
    expect(await screen.findByText('Off hold')).toBeTruthy();
    expect(screen.queryByText('On hold')).toBeNull();
    expect(screen.getByText('Muted')).toBeTruthy();
  });
});
