// SPDX-License-Identifier: MIT
// libcurl's objects with owners, and what every connection of ours has in common. Internal to the *_curl.cpp
// files.
#pragma once

#include <curl/curl.h>
#include <memory>
#include <string>

#include "server/client/client.h"

namespace talon::client {

struct FreeHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
using Handle = std::unique_ptr<CURL, FreeHandle>;

/// Request headers; kept until the transfer has ended.
class Headers {
 public:
  Headers() = default;
  ~Headers() { curl_slist_free_all(list_); }
  Headers(const Headers&) = delete;
  Headers& operator=(const Headers&) = delete;
  /// Control characters of `value` are left out: a header is one line whatever is in a key file.
  void add(const std::string& name, std::string_view value);
  [[nodiscard]] curl_slist* get() const { return list_; }

 private:
  void append(const std::string& line);
  curl_slist* list_ = nullptr;
};

/// A new easy handle; libcurl is made ready at the first one. Throws std::runtime_error when it cannot be.
[[nodiscard]] Handle new_handle();
/// Address, trust, limits and the device key. The transfer's own options are the caller's.
void configure(CURL* handle, const Settings& settings, std::string_view path, Headers& headers);

}  // namespace talon::client
