// SPDX-License-Identifier: MIT
#include "printer/job.h"

#include "printer/slip/slip.h"

namespace talon::printer {

namespace {

constexpr double line_mm = 25.4 / 6;  ///< the printers' own line spacing

}  // namespace

Job make_job(const SlipContent& slip, const escpos::Profile& profile) {
  if (profile.raster) {
    const canvas::Canvas picture = slip::render(slip, {profile.width_dots, profile.dots_per_mm()});
    return {escpos::picture_job(picture, profile), picture.height() / profile.dots_per_mm()};
  }
  Job job;
  std::vector<escpos::Line> lines;
  for (slip::TextLine& line : slip::render_text(slip, profile.columns)) {
    job.paper_mm += line.large ? 2 * line_mm : line_mm;
    lines.push_back({std::move(line.text), line.bold, line.large});
  }
  job.bytes = escpos::text_job(lines, profile);
  return job;
}

escpos::Bytes encode_slip(const SlipContent& slip, const escpos::Profile& profile) {
  return make_job(slip, profile).bytes;
}

}  // namespace talon::printer
