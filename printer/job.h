// SPDX-License-Identifier: MIT
// A slip as the bytes for one printer.
#pragma once

#include "printer/escpos/encode.h"
#include "printer/escpos/profiles.h"
#include "server/model/picture.h"

namespace talon::printer {

[[nodiscard]] escpos::Bytes encode_slip(const SlipContent& slip, const escpos::Profile& profile);

}  // namespace talon::printer
