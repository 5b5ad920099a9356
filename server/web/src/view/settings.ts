// SPDX-License-Identifier: MIT
// What a person chose for this browser: theme, size, shortcuts. Kept over sessions; nothing personal.
import { useEffect, useState } from 'preact/hooks';

export type Theme = 'auto' | 'light' | 'dark';
export interface Settings { theme: Theme; shortcuts: boolean; sound: boolean; large: boolean }

const slot = 'talon.settings';
const defaults: Settings = { theme: 'auto', shortcuts: true, sound: false, large: false };

export function load_settings(): Settings {
  try {
    return { ...defaults, ...(JSON.parse(localStorage.getItem(slot) ?? '{}') as Partial<Settings>) };
  } catch {
    return defaults;  // storage switched off or somebody's rubbish in it
  }
}

const dark_system = matchMedia('(prefers-color-scheme: dark)');

export function apply_settings(settings: Settings): void {
  const root = document.documentElement.dataset;
  root['theme'] = settings.theme === 'auto' ? (dark_system.matches ? 'dark' : 'light') : settings.theme;
  root['size'] = settings.large ? 'large' : 'plain';
}
dark_system.addEventListener('change', () => apply_settings(load_settings()));

export function useSettings(): [Settings, (change: Partial<Settings>) => void] {
  const [settings, set] = useState(load_settings);
  useEffect(() => apply_settings(settings), [settings]);
  // Stored with the click: a page closed before its next frame has it too.
  function change(part: Partial<Settings>): void {
    const next = { ...load_settings(), ...part };
    try {
      localStorage.setItem(slot, JSON.stringify(next));
    } catch {
      // Storage switched off: the choice lasts as long as the page.
    }
    set((old) => ({ ...old, ...part }));
  }
  return [settings, change];
}
