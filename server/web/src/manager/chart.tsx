// SPDX-License-Identifier: MIT
// Waits over the day: one point a visitor, the limit as a line with its clause. Layout is computed, then drawn.
import type { JSX } from 'preact';
import type { Chart } from '../api/pictures';
import { clause_text, limit_text, plural, span } from '../words';

const [width, height, left, right, top, bottom] = [960, 320, 56, 150, 16, 36];

export interface Plot {
  points: { x: number; y: number; broken: boolean; label: string }[];
  limits: { y: number; label_y: number; label: string }[];
  hours: { x: number; label: string }[];
  minutes: { y: number; label: string }[];
}

const minute_of_day = (at: string): number => Number(at.slice(11, 13)) * 60 + Number(at.slice(14, 16)) + Number(at.slice(17, 19)) / 60;

/// A step of 1, 2, 5, 10, 15, 30, 60 ... minutes that gives at most 6 lines.
function step_of(max: number): number {
  return [1, 2, 5, 10, 15, 30, 60, 120, 240, 480].find((step) => max / step <= 6) ?? 960;
}

export function plot(chart: Chart): Plot {
  const times = chart.points.map((point) => minute_of_day(point.at));
  const first = Math.floor(Math.min(...times, 24 * 60) / 60);
  const from = chart.points.length === 0 ? 8 : first;
  const to = chart.points.length === 0 ? 18 : Math.max(Math.ceil((Math.max(...times) + 0.01) / 60), from + 1);
  const highest = Math.max(...chart.points.map((point) => point.wait_s), ...chart.limits.map((limit) => limit.limit_s), 60) / 60;
  const step = step_of(highest * 1.08);
  const roof = Math.ceil((highest * 1.08) / step) * step;
  const x = (minute: number): number => left + ((minute / 60 - from) / (to - from)) * (width - left - right);
  const y = (minutes: number): number => height - bottom - (minutes / roof) * (height - top - bottom);
  const hour_step = to - from > 12 ? 2 : 1;
  const hours = [];
  for (let hour = from; hour <= to; hour += hour_step) hours.push({ x: x(hour * 60), label: `${hour}:00` });
  const minutes = [];
  for (let value = 0; value <= roof; value += step) minutes.push({ y: y(value), label: String(value) });
  return {
    hours, minutes, limits: limit_lines(chart, y),
    points: chart.points.map((point, i) => ({
      x: x(times[i] ?? 0), y: y(point.wait_s / 60), broken: point.broken, label: `${point.number}: ${span(point.wait_s)}` })),
  };
}

/// One line for each limit; labels of lines close together are moved apart.
function limit_lines(chart: Chart, y: (minutes: number) => number): Plot['limits'] {
  const by_limit = new Map<string, { limit_s: number; clause: string }>();
  for (const limit of chart.limits) by_limit.set(`${limit.limit_s} ${limit.clause}`, limit);
  const lines = [...by_limit.values()].sort((a, b) => b.limit_s - a.limit_s).map((limit) => ({
    y: y(limit.limit_s / 60), label_y: y(limit.limit_s / 60) + 4,
    label: `${limit_text(limit.limit_s)}${limit.clause ? `, ${clause_text(limit.clause)}` : ''}`,
  }));
  lines.forEach((line, i) => {
    const above = lines[i - 1];
    if (above) line.label_y = Math.max(line.label_y, above.label_y + 16);
  });
  return lines;
}

export function WaitChart({ chart }: { chart: Chart }): JSX.Element {
  const drawn = plot(chart);
  const broken = chart.points.filter((point) => point.broken).length;
  const words = chart.points.length === 0 ? 'За этот период никого не приняли'
    : `${plural(chart.points.length, 'посетитель', 'посетителя', 'посетителей')}, дольше предела ждали ${broken}`;
  return (
    <figure class="chart">
      <div class="table-wrap" tabIndex={0} role="region" aria-label="Ожидание по времени дня"><svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`Ожидание по времени дня: ${words}`}>
        {drawn.minutes.map((line) => (
          <g key={line.label}><path class="grid" d={`M${left} ${line.y}H${width - right}`} /><text x={left - 8} y={line.y + 4} class="axis end">{line.label}</text></g>))}
        {drawn.hours.map((tick) => <text key={tick.label} x={tick.x} y={height - bottom + 20} class="axis middle">{tick.label}</text>)}
        {drawn.limits.map((limit) => (
          <g key={limit.label}><path class="norm" d={`M${left} ${limit.y}H${width - right}`} /><text x={width - right + 8} y={limit.label_y} class="norm-label">{limit.label}</text></g>))}
        {drawn.points.map((point, i) => (point.broken
          ? <path key={i} class="broken" d={`M${point.x} ${point.y - 5}l5 9h-10z`}><title>{point.label}, сверх предела</title></path>
          : <circle key={i} class="within" cx={point.x} cy={point.y} r="3.5"><title>{point.label}</title></circle>))}
      </svg></div>
      <figcaption class="note">
        Минуты ожидания принятых, по времени выдачи талона. <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true"><circle class="within" cx="6" cy="6" r="4" /></svg> в пределах срока{' '}
        <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true"><path class="broken" d="M6 1l5 9H1z" /></svg> сверх срока. {words}.
      </figcaption>
    </figure>
  );
}
