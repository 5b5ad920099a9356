// SPDX-License-Identifier: MIT
// The chain that makes a journal provable: each event is bound to all before it. Pure.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace talon::store {

/// SHA-256 of the chain after an event. Before the first event: 32 zero bytes.
using Digest = std::array<unsigned char, 32>;

/// SHA-256(previous 32 bytes || stored bytes of the event).
[[nodiscard]] Digest chain_after(const Digest& previous, std::string_view bytes);

/// First 10 base32 characters (50 bits, RFC 4648 without padding) of a head, as printed on slips.
[[nodiscard]] std::string head_text(const Digest& head);

/// 64 lower-case hexadecimal characters.
[[nodiscard]] std::string hex(const Digest& digest);
[[nodiscard]] std::optional<Digest> parse_hex(std::string_view text);

}  // namespace talon::store
