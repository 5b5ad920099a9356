// SPDX-License-Identifier: MIT
// The consoles as the server gives them out: bundled at build time, inside the binary, nothing to install at
// a desk.
#pragma once

#include <span>
#include <string_view>

namespace talon::web {

/// One file. All views live as long as the process.
struct Asset {
  std::string_view path;          ///< address: "/", "/desk", "/manager", "/assets/desk.js"
  std::string_view content_type;  ///< for the Content-Type header, charset included
  std::string_view body;
  std::string_view etag;  ///< with its quotes: the body's hash, so `Cache-Control: no-cache` costs one 304
};

/// Every file, in no particular order. Pages need no other header than
/// `Content-Security-Policy: default-src 'self'; frame-ancestors 'none'`: no inline script or style anywhere.
[[nodiscard]] std::span<const Asset> assets();

}  // namespace talon::web
