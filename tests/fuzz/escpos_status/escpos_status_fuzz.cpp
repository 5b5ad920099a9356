// SPDX-License-Identifier: MIT
// Any bytes from a printer, in pieces: the parser and the session survive, and nothing but our own id
// confirms.
#include <cstdlib>

#include "printer/escpos/session.h"

using namespace talon;
using namespace talon::escpos;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const auto kinds = profiles();
  const Profile& profile = kinds[data[0] % kinds.size()];
  Session session(1000);
  Millis now{0};
  (void)session.step(Arrived{&profile}, now);
  (void)session.step(SlipAsked{"1"}, now);
  for (std::size_t at = 1; at < size;) {
    const std::size_t n = std::min<std::size_t>(data[at] % 16 + 1U, size - at);
    now += Millis{data[at] * 4};
    (void)session.step(Received{{data + at, data + at + n}}, now);
    if (data[at] % 3 == 0) (void)session.step(AllWritten{}, now);
    if (data[at] == 0xEE) (void)session.step(Left{}, now), (void)session.step(Arrived{&profile}, now);
    if (data[at] == 0xDD) (void)session.step(PortStatus{data[at - 1]}, now);
    at += n;
  }
  // Whatever was said: in the end the slip is over.
  for (int i = 0; i < 4000 && !session.done(); ++i) {
    now += Millis{100};
    (void)session.step(AllWritten{}, now);
    (void)session.step(Tick{}, now);
  }
  if (!session.done()) std::abort();
  return 0;
}
