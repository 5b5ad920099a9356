// SPDX-License-Identifier: MIT
// An event stream in two pieces gives what it gives in one.
#include <cstdint>

#include "server/client/sse_parser.h"
#include "server/model/result.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace talon;
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::size_t cut = text.size() * data[0] / 256;
  std::vector<client::StreamMessage> whole;
  std::vector<client::StreamMessage> pieces;
  client::SseParser one("", 4096);
  client::SseParser two("", 4096);
  const bool good = one.feed(text, whole);
  two.feed(text.substr(0, cut), pieces);
  TALON_EXPECT(two.feed(text.substr(cut), pieces) == good);
  TALON_EXPECT(whole.size() == pieces.size());
  for (std::size_t i = 0; i < whole.size(); ++i)
    TALON_EXPECT(whole[i].id == pieces[i].id && whole[i].data == pieces[i].data);
  return 0;
}
