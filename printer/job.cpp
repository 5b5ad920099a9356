// SPDX-License-Identifier: MIT
#include "printer/job.h"

#include "printer/slip/slip.h"

namespace talon::printer {

escpos::Bytes encode_slip(const SlipContent& slip, const escpos::Profile& profile) {
  if (profile.raster)
    return escpos::picture_job(slip::render(slip, {profile.width_dots, profile.dots_per_mm()}), profile);
  std::vector<escpos::Line> lines;
  for (slip::TextLine& line : slip::render_text(slip, profile.columns))
    lines.push_back({std::move(line.text), line.bold, line.large});
  return escpos::text_job(lines, profile);
}

}  // namespace talon::printer
