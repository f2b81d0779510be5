import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AreaField } from '#window/ui/fields/AreaField.tsx';
import { CheckField } from '#window/ui/fields/CheckField.tsx';
import { SearchField } from '#window/ui/fields/SearchField.tsx';
import { SelectField } from '#window/ui/fields/SelectField.tsx';
import { TextField } from '#window/ui/fields/TextField.tsx';
import { axeFaults, resetWindow } from '../../support/window/renderApp';

beforeEach(resetWindow);
afterEach(resetWindow);

const ignore = (): void => undefined;

/** What a screen reader says of a control beyond its name. */
function described(control: HTMLElement): string {
  return (control.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '')
    .join(' | ');
}

describe('a field', () => {
  it('is named by its label and described by its hint, whatever its control is', async () => {
    render(
      <>
        <TextField label="Name" hint="As it is said." value="" onChange={ignore} />
        <AreaField label="Numbers" hint="One a line." value="" onChange={ignore} />
        <SelectField
          label="Voice"
          hint="Heard by the caller."
          value="Kore"
          choices={[{ value: 'Kore', text: 'Kore' }]}
          onChange={ignore}
        />
        <CheckField label="Record" hint="Both sides." checked={false} onChange={ignore} />
      </>,
    );
    expect(described(screen.getByRole('textbox', { name: 'Name' }))).toBe('As it is said.');
    expect(described(screen.getByRole('textbox', { name: 'Numbers' }))).toBe('One a line.');
    expect(described(screen.getByRole('combobox', { name: 'Voice' }))).toBe('Heard by the caller.');
    expect(described(screen.getByRole('checkbox', { name: 'Record' }))).toBe('Both sides.');
    expect(await axeFaults()).toEqual([]);
  });

  it('announces an error in a region that was there before, and ties it to the control', async () => {
    const field = (error: string) => (
      <TextField label="Port" hint="1 to 65535." error={error} value="x" onChange={ignore} />
    );
    const { container, rerender } = render(field(''));
    const region = container.querySelector('[aria-live="polite"]');
    const control = screen.getByRole('textbox', { name: 'Port' });
    expect(region?.textContent).toBe('');
    expect(control.getAttribute('aria-invalid')).toBe('false');
    rerender(field('Must be a number.'));
    expect(container.querySelector('[aria-live="polite"]')).toBe(region);
    expect(region?.textContent).toBe('Must be a number.');
    expect(control.getAttribute('aria-invalid')).toBe('true');
    expect(described(control)).toBe('1 to 65535. | Must be a number.');
    expect(await axeFaults()).toEqual([]);
  });

  it('hands on what is typed and what is chosen', () => {
    const onText = vi.fn();
    const onChoice = vi.fn();
    render(
      <>
        <TextField label="Name" value="" onChange={onText} />
        <SelectField
          label="Mode"
          value="say"
          choices={[
            { value: 'say', text: 'Say' },
            { value: 'whisper', text: 'Whisper' },
          ]}
          onChange={onChoice}
        />
      </>,
    );
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'Night' } });
    fireEvent.change(screen.getByLabelText('Mode'), { target: { value: 'whisper' } });
    expect(onText).toHaveBeenCalledWith('Night');
    expect(onChoice).toHaveBeenCalledWith('whisper');
  });
});

describe('SearchField', () => {
  function Searching({ onKey }: { readonly onKey: () => void }) {
    const [value, setValue] = useState('anna');
    return (
      <div onKeyDown={onKey}>
        <SearchField
          id="search"
          label="Search"
          placeholder="Number or name"
          clearLabel="Clear"
          value={value}
          onChange={setValue}
        />
      </div>
    );
  }
  const field = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Search' });

  it('is emptied by Escape, which keeps its usual meaning in an empty field', () => {
    const onKey = vi.fn();
    render(<Searching onKey={onKey} />);
    fireEvent.keyDown(field(), { key: 'Escape' });
    expect(field().value).toBe('');
    expect(onKey).not.toHaveBeenCalled();
    fireEvent.keyDown(field(), { key: 'Escape' });
    expect(onKey).toHaveBeenCalledOnce();
  });

  it('is emptied by its button, which is there while there is something to empty', () => {
    render(<Searching onKey={ignore} />);
    fireEvent.click(screen.getByRole('button', { name: 'Clear' }));
    expect(field().value).toBe('');
    expect(screen.queryByRole('button')).toBeNull();
  });
});
