// SPDX-License-Identifier: MIT
// Any file of secrets is read or refused; any names and texts make a letter whose header nobody can leave.
#include <algorithm>
#include <cstdint>

#include "server/reminder/letter.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace talon;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto secrets = reminder::parse_secrets(text);
  TALON_EXPECT(secrets.ok() || !secrets.refusal().detail.empty());
  if (secrets.ok()) TALON_EXPECT(secrets->smtp_user.empty() == secrets->smtp_password.empty());
  reminder::Message message;
  message.key = "k";
  message.to = "a@example.org";
  message.name = message.office = message.subject = message.text = text;
  const std::string letter = reminder::letter(message, "zal@example.org");
  const auto end = letter.find("\r\n\r\n");
  TALON_EXPECT(end != std::string::npos);
  for (std::size_t at = 0; at < end;) {
    const auto next = std::min(end, letter.find("\r\n", at));
    const std::string line = letter.substr(at, next - at);
    TALON_EXPECT(line.size() <= 120);
    TALON_EXPECT(std::all_of(line.begin(), line.end(), [](char c) { return c >= ' ' && c < 0x7f; }));
    TALON_EXPECT(line.front() == ' ' || line.find(": ") != std::string::npos);
    at = next + 2;
  }
  return 0;
}
