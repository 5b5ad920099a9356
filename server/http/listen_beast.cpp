// SPDX-License-Identifier: MIT
#include <boost/asio/ip/address.hpp>
#include <charconv>

#include "server/http/http.h"

namespace talon::http {

std::optional<Listen> parse_listen(const std::string& text) {
  const auto colon = text.rfind(':');
  if (colon == std::string::npos) return std::nullopt;
  Listen listen;
  listen.address = text.substr(0, colon);
  if (listen.address.size() > 2 && listen.address.front() == '[' && listen.address.back() == ']') {
    listen.address = listen.address.substr(1, listen.address.size() - 2);
  }
  const char* first = text.data() + colon + 1;
  const char* last = text.data() + text.size();
  const auto [end, failure] = std::from_chars(first, last, listen.port);
  boost::system::error_code error;
  boost::asio::ip::make_address(listen.address, error);
  if (error || failure != std::errc{} || end != last || first == last) return std::nullopt;
  return listen;
}

bool is_loopback(const std::string& address) {
  boost::system::error_code error;
  const auto parsed = boost::asio::ip::make_address(address, error);
  return !error && parsed.is_loopback();
}

}  // namespace talon::http
