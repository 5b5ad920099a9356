// SPDX-License-Identifier: MIT
// A seeded random source, so that a demonstration day or a test is the same each time.

/** mulberry32: 32 bits of state, good enough for visitors. */
export function seeded(seed) {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    uniform,
    between: (low, high) => low + (high - low) * uniform(),
    pick: (items) => items[Math.floor(uniform() * items.length)],
    /** An item by weight: weighted([["a", 3], ["b", 1]]). */
    weighted: (pairs) => {
      let rest = uniform() * pairs.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [item, weight] of pairs) {
        rest -= weight;
        if (rest <= 0) return item;
      }
      return pairs[pairs.length - 1][0];
    },
    /** Lognormal with the given mean and coefficient of variation. */
    lognormal: (mean, cv) => {
      const sigma2 = Math.log(1 + cv * cv);
      const normal = Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
      return Math.exp(Math.log(mean) - sigma2 / 2 + Math.sqrt(sigma2) * normal);
    },
  };
}
