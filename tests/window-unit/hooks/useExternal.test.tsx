import { act, render, screen } from '@testing-library/react';
import { startTransition, useState } from 'react';
import { describe, expect, it } from 'vitest';
import { useExternal } from '#window/hooks/useExternal';

/** A value outside React, and who reads it. */
function makeValue<T>(first: T) {
  let value = first;
  const readers = new Set<() => void>();
  return {
    subscribe: (onChange: () => void) => {
      readers.add(onChange);
      return () => {
        readers.delete(onChange);
      };
    },
    read: () => value,
    set: (next: T) => {
      value = next;
      for (const each of readers) {
        each();
      }
    },
    readers,
  };
}

describe('a value that lives outside React', () => {
  it('is shown as it changes, by an urgent change and by one that can wait', () => {
    const value = makeValue('one');
    function Part() {
      return <p>{useExternal(value.subscribe, value.read)}</p>;
    }
    render(<Part />);
    screen.getByText('one');
    act(() => {
      value.set('two');
    });
    screen.getByText('two');
    act(() => {
      startTransition(() => {
        value.set('three');
      });
    });
    screen.getByText('three');
  });

  it('is shown in its last state when it changed before anybody listened', () => {
    const value = makeValue('one');
    function Part() {
      const shown = useExternal((onChange) => {
        value.set('two');
        return value.subscribe(onChange);
      }, value.read);
      return <p>{shown}</p>;
    }
    render(<Part />);
    screen.getByText('two');
  });

  it('is read by the reader of now, when that is another one', () => {
    const value = makeValue({ a: 'one', b: 'two' });
    function Part({ name }: { readonly name: 'a' | 'b' }) {
      return <p>{useExternal(value.subscribe, () => value.read()[name])}</p>;
    }
    const { rerender } = render(<Part name="a" />);
    rerender(<Part name="b" />);
    screen.getByText('two');
    act(() => {
      value.set({ a: 'one', b: 'three' });
    });
    screen.getByText('three');
  });

  it('is not rendered again where what is read of it is the same', () => {
    const value = makeValue({ a: 1, b: 1 });
    let renderings = 0;
    function Part() {
      renderings += 1;
      return <p>{useExternal(value.subscribe, () => value.read().a)}</p>;
    }
    render(<Part />);
    act(() => {
      value.set({ a: 1, b: 2 });
    });
    expect(renderings).toBe(1);
  });

  it('has the last word, when it goes back to what it was while a change waits', () => {
    const value = makeValue('one');
    let other: (text: string) => void = () => undefined;
    function Part() {
      const [text, setText] = useState('');
      other = setText;
      return <p>{`${useExternal(value.subscribe, value.read)}${text}`}</p>;
    }
    render(<Part />);
    act(() => {
      startTransition(() => {
        value.set('two');
      });
      value.set('one');
      other('!');
    });
    screen.getByText('one!');
  });

  it('is let go with its part', () => {
    const value = makeValue('one');
    function Part() {
      return <p>{useExternal(value.subscribe, value.read)}</p>;
    }
    const { unmount } = render(<Part />);
    expect(value.readers.size).toBe(1);
    unmount();
    expect(value.readers.size).toBe(0);
  });
});
