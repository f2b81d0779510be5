import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { Lock, Phone } from 'lucide-react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Button } from '#window/ui/buttons/Button.tsx';
import { IconButton } from '#window/ui/buttons/IconButton.tsx';
import { Tile } from '#window/ui/buttons/Tile.tsx';
import { axeFaults, resetWindow } from '../../support/window/renderApp';

beforeEach(resetWindow);
afterEach(resetWindow);

const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>('button', { name });

describe('Button', () => {
  it('does what it says, and does not send the form it stands in', () => {
    const onClick = vi.fn();
    const onSubmit = vi.fn();
    render(
      <form onSubmit={onSubmit}>
        <Button onClick={onClick}>Add</Button>
      </form>,
    );
    fireEvent.click(button('Add'));
    expect(onClick).toHaveBeenCalledOnce();
    expect(onSubmit).not.toHaveBeenCalled();
  });

  it.each([
    ['its reason', { reason: 'Not yet' }],
    ['what is under way', { pending: true }],
  ])('is blocked by %s and keeps the focus', (_what, blocked) => {
    const onClick = vi.fn();
    const { rerender } = render(
      <Button reason="" onClick={onClick}>
        Connect
      </Button>,
    );
    button('Connect').focus();
    rerender(
      <Button reason="" onClick={onClick} {...blocked}>
        Connect
      </Button>,
    );
    fireEvent.click(button('Connect'));
    expect(onClick).not.toHaveBeenCalled();
    expect(button('Connect').getAttribute('aria-disabled')).toBe('true');
    expect(document.activeElement).toBe(button('Connect'));
  });

  it('sends no form while it is blocked', () => {
    const onSubmit = vi.fn();
    render(
      <form onSubmit={onSubmit}>
        <Button type="submit" pending>
          Save
        </Button>
      </form>,
    );
    fireEvent.click(button('Save'));
    expect(onSubmit).not.toHaveBeenCalled();
  });

  it('tells its reason beside its name, and shows it to the keyboard and to a touch', async () => {
    render(<Button reason="Still ringing">Connect</Button>);
    expect(button('Connect').getAttribute('aria-description')).toBe('Still ringing');
    act(() => {
      button('Connect').focus();
    });
    expect((await screen.findByRole('tooltip')).textContent).toBe('Still ringing');
    act(() => {
      button('Connect').blur();
    });
    await waitFor(() => {
      expect(screen.queryByRole('tooltip')).toBeNull();
    });
    fireEvent.click(button('Connect'));
    expect((await screen.findByRole('tooltip')).textContent).toBe('Still ringing');
  });

  it('turns a picture while what it does is under way', () => {
    const { container, rerender } = render(<Button icon={Phone}>Call</Button>);
    expect(container.querySelector('.spin')).toBeNull();
    rerender(
      <Button icon={Phone} pending>
        Call
      </Button>,
    );
    expect(container.querySelector('svg.spin')?.getAttribute('aria-hidden')).toBe('true');
  });
});

describe('IconButton', () => {
  it('has a name, which is its hint unless there is a better one', async () => {
    render(
      <>
        <IconButton icon={Lock} label="Hold" aria-pressed />
        <IconButton icon={Phone} label="New call" hint="New call (C)" />
      </>,
    );
    expect(button('Hold').title).toBe('Hold');
    expect(button('Hold').getAttribute('aria-pressed')).toBe('true');
    expect(button('New call').title).toBe('New call (C)');
    expect(await axeFaults()).toEqual([]);
  });
});

describe('Tile', () => {
  const tile = (reason: string, onClick = vi.fn()) => (
    <Tile
      icon={Phone}
      label="Transfer"
      shortcut="X"
      reason={reason}
      pending={false}
      onClick={onClick}
    />
  );

  it('shows the key that does the same', () => {
    render(tile(''));
    act(() => {
      button('Transfer').focus();
    });
    expect(screen.getByRole('tooltip').textContent).toBe('Transfer (X)');
  });

  it('can be reached while it is blocked, and its name says why', () => {
    const onClick = vi.fn();
    render(tile('The call is over', onClick));
    button('Transfer The call is over').focus();
    fireEvent.click(document.activeElement!);
    expect(document.activeElement?.getAttribute('aria-disabled')).toBe('true');
    // Whoever touches it, or reached it by Tab, reads why.
    expect(screen.getByRole('tooltip').textContent).toBe('Transfer: The call is over');
    expect(onClick).not.toHaveBeenCalled();
  });
});
