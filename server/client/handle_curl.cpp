// SPDX-License-Identifier: MIT
#include "server/client/handle_curl.h"

#include <new>
#include <stdexcept>

namespace talon::client {

void Headers::add(const std::string& name, std::string_view value) {
  std::string line = name + ": ";
  for (const char byte : value) {
    if (static_cast<unsigned char>(byte) >= 0x20 && byte != 0x7f) line += byte;
  }
  append(line);
}

void Headers::append(const std::string& line) {
  curl_slist* longer = curl_slist_append(list_, line.c_str());
  if (longer == nullptr) throw std::bad_alloc();
  list_ = longer;
}

Handle new_handle() {
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (ready != CURLE_OK) throw std::runtime_error(std::string("libcurl: ") + curl_easy_strerror(ready));
  Handle handle(curl_easy_init());
  if (!handle) throw std::runtime_error("libcurl: no handle");
  return handle;
}

void configure(CURL* handle, const Settings& settings, std::string_view path, Headers& headers) {
  const std::string url =
      settings.server.substr(0, settings.server.find_last_not_of('/') + 1) + std::string(path);
  curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle, CURLOPT_NOPROXY, "*");
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1);
  curl_easy_setopt(handle, CURLOPT_TCP_NODELAY, 1L);
  curl_easy_setopt(handle, CURLOPT_USERAGENT, "talon/" TALON_VERSION);
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.timeout.count()));
  if (!settings.ca_file.empty()) curl_easy_setopt(handle, CURLOPT_CAINFO, settings.ca_file.c_str());
  if (!settings.key.empty()) headers.add("Authorization", "Bearer " + settings.key);
}

}  // namespace talon::client
