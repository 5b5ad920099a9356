// SPDX-License-Identifier: MIT
// HALL.toml: a configuration, or at least one problem with a reason.
#include <cstdint>

#include "server/configuration/configuration_file.h"
#include "server/model/result.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace talon;
  const auto reading =
      configuration::read_configuration({reinterpret_cast<const char*>(data), size}, "hall.toml");
  TALON_EXPECT(reading.ok() == reading.problems.empty());
  for (const auto& problem : reading.problems) TALON_EXPECT(!problem.reason.empty());
  return 0;
}
