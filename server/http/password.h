// SPDX-License-Identifier: MIT
// Passwords and keys over libsodium: Argon2id, SHA-256, random bytes. Blocking: hashing takes tens of
// milliseconds and 19 MiB, so it runs on a worker.
#pragma once

#include <string>
#include <string_view>

#include "server/model/result.h"

namespace talon::http {

/// Must be called once before anything else here. Throws std::runtime_error.
void start_crypto();

/// Refuses a length outside 8..128 bytes and the most common passwords; otherwise empty.
[[nodiscard]] std::string password_problem(std::string_view password, std::string_view login);

/// Argon2id, 19 MiB, two passes, one lane; in libsodium's own text form.
[[nodiscard]] std::string hash_password(std::string_view password);
[[nodiscard]] bool verify_password(std::string_view hash, std::string_view password);
/// A hash that no password fits: an unknown user costs the same time as a known one.
[[nodiscard]] const std::string& decoy_hash();

/// `bytes` random bytes in lower-case hex.
[[nodiscard]] std::string random_hex(std::size_t bytes);
/// 128 random bits in lower-case base32, for the slip's QR.
[[nodiscard]] std::string random_token();
/// A random UUID (version 4), lower case.
[[nodiscard]] std::string random_uuid();
/// SHA-256 in lower-case hex.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);
/// SHA-256(before || bytes), the step of the journal's chain.
[[nodiscard]] std::string sha256_raw(std::string_view before, std::string_view bytes);

}  // namespace talon::http
