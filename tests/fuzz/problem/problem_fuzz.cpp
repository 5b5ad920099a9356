// SPDX-License-Identifier: MIT
// problem+json of a server that may be somebody else's: a problem of ours, or nothing.
#include <cstdint>

#include "server/model/result.h"
#include "server/protocol/problem.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace talon;
  const auto problem = protocol::decode_problem({reinterpret_cast<const char*>(data), size});
  if (!problem) return 0;
  const auto again = protocol::decode_problem(protocol::encode_problem(problem->refusal));
  TALON_EXPECT(again.has_value());
  TALON_EXPECT(again->refusal.code == problem->refusal.code);
  TALON_EXPECT(again->refusal.detail == problem->refusal.detail);
  static_cast<void>(problem->sentence());
  return 0;
}
