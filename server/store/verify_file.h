// SPDX-License-Identifier: MIT
// verify for one file, used by restore before it takes a copy.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "server/store/maintenance.h"
#include "server/store/witness.h"

namespace talon::store {

[[nodiscard]] Verdict verify_file(const std::filesystem::path& file, const std::optional<Head>& witness,
                                  const std::string& slip_head);

}  // namespace talon::store
