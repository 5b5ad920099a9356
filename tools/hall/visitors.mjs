// SPDX-License-Identifier: MIT
// Visitors of a reception day by seed: when they come, what they want, whether they touch the kiosk.

/** Weights of procedures: consultation is asked for most, a result is quick. */
const procedures = [['consultation', 4], ['submission', 5], ['result', 2]];

/**
 * @param random a seeded source; @param menu GET /menu; @param options from/to: minutes since midnight, count, touched
 * @returns visitors in order of arrival: {minute, service, procedure, touch}
 */
export function visitorsOfDay(random, menu, {from, to, count, touched}) {
  const offers = menu.services.flatMap((service) => service.procedures.map((offer) => ({service, offer})));
  const visitors = Array.from({length: count}, () => {
    const procedure = random.weighted(procedures);
    const fitting = offers.filter(({offer}) => offer.procedure === procedure);
    const child = fitting.filter(({service}) => service.service === 'child_benefit');
    // Child benefits are what most people come for (requirements S0-0-title).
    const {service, offer} = child.length > 0 && random.uniform() < 0.4 ? child[0] : random.pick(fitting.length > 0 ? fitting : offers);
    return {minute: arrival(random, from, to), service: service.service, procedure: offer.procedure};
  });
  visitors.sort((a, b) => a.minute - b.minute);
  // Those who touch the kiosk are spread over the day: a finger needs its seconds also when hall time runs fast.
  const step = visitors.length / touched;
  visitors.forEach((visitor, index) => { visitor.touch = Math.floor(index / step) !== Math.floor((index - 1) / step); });
  return visitors;
}

/** More people in the first two hours than later. */
function arrival(random, from, to) {
  const morning = Math.min(from + 120, to);
  return random.uniform() < 0.4 ? random.between(from, morning) : random.between(morning, to);
}

/** Minutes of service for a procedure: consultation 7, submission 13, result 4 in the mean. */
export function serviceMinutes(random, procedure) {
  const means = {consultation: 7, submission: 13, result: 4};
  const spread = {consultation: 0.6, submission: 0.35, result: 0.6};
  return Math.max(0.7, random.lognormal(means[procedure] ?? 8, spread[procedure] ?? 0.5));
}
