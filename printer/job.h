// SPDX-License-Identifier: MIT
// A slip as the bytes for one printer.
#pragma once

#include "printer/escpos/encode.h"
#include "printer/escpos/profiles.h"
#include "server/model/picture.h"

namespace talon::printer {

struct Job {
  escpos::Bytes bytes;
  double paper_mm = 0;  ///< how much of the roll it takes, the feed to the knife not counted
};
[[nodiscard]] Job make_job(const SlipContent& slip, const escpos::Profile& profile);
[[nodiscard]] escpos::Bytes encode_slip(const SlipContent& slip, const escpos::Profile& profile);

}  // namespace talon::printer
