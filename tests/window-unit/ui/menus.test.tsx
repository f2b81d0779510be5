import { fireEvent, render, screen } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Button } from '#window/ui/buttons/Button.tsx';
import { Popover } from '#window/ui/dialogs/Popover.tsx';
import { Tabs } from '#window/ui/layout/Tabs.tsx';
import { Menu } from '#window/ui/menus/Menu.tsx';
import { RadioMenu } from '#window/ui/menus/RadioMenu.tsx';
import { axeFaults, resetWindow, settle } from '../../support/window/renderApp';

beforeEach(() => {
  vi.clearAllMocks();
  resetWindow();
});
afterEach(resetWindow);

const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });
const trigger = () => screen.getByRole('button', { name: 'Open' });

async function open(): Promise<void> {
  trigger().focus();
  press('Enter');
  await settle();
}

describe('RadioMenu', () => {
  const onChange = vi.fn();
  const menu = (
    <RadioMenu
      trigger={<Button>Open</Button>}
      heading="When the caller interrupts"
      value="off"
      choices={[
        { value: 'off', text: 'Talk on' },
        { value: 'confirm', text: 'Pause first', hint: 'Goes on after a cough.' },
      ]}
      onChange={onChange}
    />
  );
  const choices = () => screen.getAllByRole('menuitemradio');

  it('says which choice is in force', async () => {
    render(menu);
    expect(trigger().getAttribute('aria-haspopup')).toBe('menu');
    await open();
    expect(choices().map((each) => each.getAttribute('aria-checked'))).toEqual(['true', 'false']);
    expect(await axeFaults()).toEqual([]);
  });

  it('is used by the keyboard, and gives the focus back', async () => {
    render(menu);
    await open();
    expect(document.activeElement).toBe(choices()[0]);
    press('ArrowDown');
    await settle();
    expect(document.activeElement).toBe(choices()[1]);
    press('Enter');
    await settle();
    expect(onChange).toHaveBeenCalledExactlyOnceWith('confirm');
    expect(screen.queryByRole('menu')).toBeNull();
    expect(document.activeElement).toBe(trigger());
  });

  it('changes nothing when the choice in force is chosen again', async () => {
    render(menu);
    await open();
    fireEvent.click(choices()[0]!);
    expect(onChange).not.toHaveBeenCalled();
  });
});

describe('Menu', () => {
  it('does what is chosen, by the keyboard too', async () => {
    const onSelect = vi.fn();
    render(<Menu trigger={<Button>Open</Button>} items={[{ text: 'As JSON', onSelect }]} />);
    await open();
    expect(document.activeElement).toBe(screen.getByRole('menuitem', { name: 'As JSON' }));
    press('Enter');
    expect(onSelect).toHaveBeenCalledOnce();
  });
});

describe('Popover', () => {
  function Question() {
    const keepRef = useRef<HTMLButtonElement>(null);
    return (
      <Popover trigger={<Button>Open</Button>} initialFocus={keepRef} aria-label="End the call?">
        <Button>End</Button>
        <Button ref={keepRef}>Keep</Button>
      </Popover>
    );
  }

  it('is named, begins where it should, and gives the focus back on Escape', async () => {
    render(<Question />);
    trigger().focus();
    fireEvent.click(trigger());
    expect(screen.getByRole('dialog', { name: 'End the call?' })).toBeTruthy();
    expect(document.activeElement?.textContent).toBe('Keep');
    expect(await axeFaults()).toEqual([]);
    press('Escape');
    await settle();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(trigger());
  });
});

describe('Tabs', () => {
  const tab = (name: RegExp) => screen.getByRole('tab', { name });

  it('shows one page at a time and moves with the arrows', async () => {
    render(
      <Tabs
        label="Recorded call"
        tabs={[
          { name: 'words', text: 'Transcript', count: 1200, panel: 'What was said' },
          { name: 'notes', text: 'Notes', count: 0, panel: 'What was written' },
        ]}
      />,
    );
    expect(screen.getByRole('tablist', { name: 'Recorded call' })).toBeTruthy();
    expect(tab(/^Transcript/).textContent).toBe('Transcript1,200');
    expect(tab(/^Notes/).textContent).toBe('Notes');
    tab(/^Transcript/).focus();
    press('ArrowRight');
    await settle();
    expect(document.activeElement).toBe(tab(/^Notes/));
    expect(screen.getByRole('tabpanel', { name: 'Notes' }).textContent).toBe('What was written');
    expect(await axeFaults()).toEqual([]);
  });
});
