// SPDX-License-Identifier: MIT
// Timers of a page.
import { useEffect, useReducer } from 'preact/hooks';

/// Draws the component again every `ms`; timers are computed from the clocks, never counted.
export function useTick(ms: number): void {
  const [, again] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    const timer = window.setInterval(() => again(undefined as never), ms);
    return () => window.clearInterval(timer);
  }, [ms]);
}
