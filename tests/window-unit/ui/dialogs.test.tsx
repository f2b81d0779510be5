import { fireEvent, render, screen, within } from '@testing-library/react';
import { type ComponentProps, useRef, useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Button } from '#window/ui/buttons/Button.tsx';
import { ConfirmDialog } from '#window/ui/dialogs/ConfirmDialog.tsx';
import { FormDialog } from '#window/ui/dialogs/FormDialog.tsx';
import { TextField } from '#window/ui/fields/TextField.tsx';
import { axeFaults, resetWindow, settle } from '../../support/window/renderApp';

beforeEach(() => {
  vi.clearAllMocks();
  resetWindow();
});
afterEach(resetWindow);

type Patch = Partial<ComponentProps<typeof FormDialog>>;

const onSubmit = vi.fn();
const onClose = vi.fn();

function Form(patch: Patch) {
  const fieldRef = useRef<HTMLInputElement>(null);
  return (
    <FormDialog
      title="Transfer the call"
      description="The caller leaves."
      width={400}
      initialFocus={fieldRef}
      submitText="Transfer"
      canSubmit
      pending={false}
      error=""
      cancelText="Keep"
      onSubmit={onSubmit}
      onClose={onClose}
      {...patch}
    >
      <TextField ref={fieldRef} label="Extension" value="204" onChange={() => undefined} />
    </FormDialog>
  );
}

const field = () => screen.getByRole('textbox', { name: 'Extension' });
const button = (name: string) => screen.getByRole('button', { name });
const buttons = () => screen.getAllByRole('button').map(({ textContent }) => textContent);
const escape = () => fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' });

describe('FormDialog', () => {
  it('is named and described, and begins in its field', async () => {
    render(<Form />);
    const dialog = screen.getByRole('dialog', { name: 'Transfer the call' });
    const description = document.getElementById(dialog.getAttribute('aria-describedby') ?? '');
    expect(description?.textContent).toBe('The caller leaves.');
    expect(dialog.getAttribute('aria-modal')).toBe('true');
    expect(document.activeElement).toBe(field());
    expect(await axeFaults()).toEqual([]);
  });

  it.each<[string, Patch, number]>([
    ['once', {}, 1],
    ['not before it can be sent', { canSubmit: false }, 0],
    ['not again while it is under way', { pending: true }, 0],
    ['not by somebody who may not', { reason: 'Needs the role lead.' }, 0],
  ])('is sent by Enter %s', (_when, patch, times) => {
    render(<Form {...patch} />);
    fireEvent.submit(field().closest('form')!);
    expect(onSubmit).toHaveBeenCalledTimes(times);
  });

  it('leaves the focus where it is while it is sent', () => {
    const { rerender } = render(<Form />);
    button('Transfer').focus();
    rerender(<Form pending submitText="Transferring…" />);
    expect(document.activeElement).toBe(button('Transferring…'));
  });

  it('tells whoever may not send it why, whatever is in its fields', () => {
    render(<Form canSubmit={false} reason="Needs the role lead." />);
    expect(button('Transfer')).toHaveProperty('disabled', false);
    expect(button('Transfer').getAttribute('aria-description')).toBe('Needs the role lead.');
    fireEvent.click(button('Transfer'));
    expect(onSubmit).not.toHaveBeenCalled();
  });

  it('announces why it was refused', () => {
    const { rerender } = render(<Form />);
    expect(screen.queryByRole('alert')).toBeNull();
    rerender(<Form error="There is no extension 204." />);
    expect(screen.getByRole('alert').textContent).toBe('There is no extension 204.');
  });

  it('is closed by Escape and by its button', () => {
    render(<Form />);
    escape();
    fireEvent.click(button('Keep'));
    expect(onClose).toHaveBeenCalledTimes(2);
    expect(buttons()).toEqual(['Keep', 'Transfer']);
  });

  it('is closed by a press beside it, and not by one on what lies over the scrim', async () => {
    render(
      <>
        <Form />
        <p>Undo</p>
      </>,
    );
    // Radix listens from the next task on.
    await settle();
    const press = (target: Element): void => {
      fireEvent.pointerDown(target);
      fireEvent.click(target);
    };
    press(screen.getByText('Undo'));
    expect(onClose).not.toHaveBeenCalled();
    press(document.querySelector('.scrim')!);
    expect(onClose).toHaveBeenCalledOnce();
  });

  it('is an alert for what cannot be undone, and cannot be left while that is under way', () => {
    const { rerender } = render(<Form danger />);
    expect(within(screen.getByRole('alertdialog')).getAllByRole('button')).toHaveLength(2);
    expect(buttons()).toEqual(['Transfer', 'Keep']);
    rerender(<Form danger pending />);
    escape();
    expect(button('Keep')).toHaveProperty('disabled', true);
    expect(onClose).not.toHaveBeenCalled();
  });
});

describe('ConfirmDialog', () => {
  function Asking({ onYes }: { readonly onYes: () => void }) {
    const [isOpen, setOpen] = useState(false);
    return (
      <>
        <Button
          onClick={() => {
            setOpen(true);
          }}
        >
          Quit…
        </Button>
        {isOpen && (
          <ConfirmDialog
            title="Quit?"
            body="2 calls are live."
            yes="Quit"
            no="Keep running"
            onYes={onYes}
            onNo={() => {
              setOpen(false);
            }}
          />
        )}
      </>
    );
  }
  const ask = (onYes = vi.fn()): void => {
    render(<Asking onYes={onYes} />);
    button('Quit…').focus();
    fireEvent.click(button('Quit…'));
  };

  it('begins with the focus on keeping', async () => {
    ask();
    expect(screen.getByRole('alertdialog', { name: 'Quit?' })).toBeTruthy();
    expect(document.activeElement).toBe(button('Keep running'));
    expect(await axeFaults()).toEqual([]);
  });

  it('keeps on Escape, and gives the focus back', async () => {
    const onYes = vi.fn();
    ask(onYes);
    escape();
    await settle();
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(document.activeElement).toBe(button('Quit…'));
    expect(onYes).not.toHaveBeenCalled();
  });
});
