// SPDX-License-Identifier: MIT
// A modal question, or with nothing to submit a modal note, on the browser's own <dialog>: it keeps the focus inside, gives it back, and closes on Escape.
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

export function Dialog({ title, close, submit, action, children, danger, ready = true }: {
  title: string; close: () => void; submit?: () => void; action: string; children?: ComponentChildren;
  danger?: boolean; ready?: boolean;
}): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog ref={dialog} aria-labelledby="dialog-title" onCancel={(event) => { event.preventDefault(); close(); }}>
      <form method="dialog" onSubmit={(event) => { event.preventDefault(); if (ready) (submit ?? close)(); }}>
        <h2 id="dialog-title">{title}</h2>
        {children}
        <div class="dialog-buttons">
          <button type="submit" class={danger ? 'main danger' : 'main'} aria-disabled={!ready}>{action}</button>
          {submit && <button type="button" onClick={close}>Отмена</button>}
        </div>
      </form>
    </dialog>
  );
}

/// One of several, each with a digit key while the dialog is open.
/// `quiet`: something before it has the focus.
export function Choice({ legend, name, options, value, choose, quiet }: {
  legend: string; name: string; options: { value: string; title: string; note?: string }[]; value: string;
  choose: (value: string) => void; quiet?: boolean;
}): JSX.Element {
  return (
    <fieldset class="choice" onKeyDown={(event) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
      const picked = digit ? options[Number(digit) - 1] : undefined;
      if (!picked) return;
      event.preventDefault();
      choose(picked.value);
      const input = event.currentTarget.querySelectorAll('input')[Number(digit) - 1];
      input?.focus();
    }}>
      <legend>{legend}</legend>
      {options.map((option, i) => (
        <label key={option.value} class="option">
          <input type="radio" name={name} value={option.value} checked={option.value === value}
            onChange={() => choose(option.value)} autofocus={!quiet && (value ? option.value === value : i === 0)} />
          <span>{option.title}{option.note && <small>{option.note}</small>}</span>
          {i < 9 && <kbd aria-hidden="true">{i + 1}</kbd>}
        </label>
      ))}
    </fieldset>
  );
}
