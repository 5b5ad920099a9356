// SPDX-License-Identifier: MIT
#include <algorithm>
#include <boost/locale/gnu_gettext.hpp>
#include <limits>
#include <locale>
#include <span>
#include <vector>

#include "display/text/text.h"
#include "server/model/result.h"

namespace talon::text {
namespace {

constexpr unsigned char ru_mo[] = {
#include "ru_mo.inc"
};
constexpr unsigned char en_mo[] = {
#include "en_mo.inc"
};

constexpr unsigned char tt_mo[] = {
#include "tt_mo.inc"
};

using Messages = boost::locale::message_format<char>;

/// The facet alone, without a generator: no locale of the process is looked at or changed.
std::locale facet_of(const std::string& language, std::span<const unsigned char> mo) {
  boost::locale::gnu_gettext::messages_info info;
  info.language = language;
  info.encoding = "UTF-8";
  info.domains.emplace_back("talon");
  info.paths.emplace_back("talon");
  info.callback = [mo](const std::string& file, const std::string&) {
    const bool wanted = file.ends_with("/talon.mo");
    return wanted ? std::vector<char>(mo.begin(), mo.end()) : std::vector<char>();
  };
  Messages* facet = boost::locale::gnu_gettext::create_messages_facet<char>(info);
  TALON_EXPECT(facet != nullptr);
  return std::locale(std::locale::classic(), facet);
}

std::string with_values(std::string_view message, const std::map<std::string, std::string>& values) {
  std::string out;
  std::size_t at = 0;
  while (at < message.size()) {
    const auto open = message.find('{', at);
    const auto close = open == message.npos ? message.npos : message.find('}', open);
    if (close == message.npos) break;
    const auto value = values.find(std::string(message.substr(open + 1, close - open - 1)));
    const auto kept = value == values.end() ? close + 1 : open;
    out += message.substr(at, kept - at);
    if (value != values.end()) out += value->second;
    at = close + 1;
  }
  out += message.substr(std::min(at, message.size()));
  return out;
}

/// Two fifths longer, in brackets: shows on a screen what is not in the catalogue and what has no room.
std::string pseudo(std::string_view message) {
  std::size_t letters = 0;
  for (const char c : message) letters += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1U : 0U;
  std::string out = "[" + std::string(message);
  for (std::size_t i = 0; i < letters * 2 / 5; ++i) out += i % 6 == 0 ? " " : "ш";
  return out + "]";
}

}  // namespace

struct Catalogue::Messages {
  std::locale locale;
  const text::Messages* facet = nullptr;
  bool pseudo = false;

  Messages(const std::string& language, std::span<const unsigned char> mo, bool is_pseudo)
      : locale(facet_of(language, mo)), facet(&std::use_facet<text::Messages>(locale)), pseudo(is_pseudo) {}
  [[nodiscard]] std::string shown(std::string_view message) const {
    return pseudo ? text::pseudo(message) : std::string(message);
  }
};

const Catalogue& Catalogue::of(std::string_view language) {
  static const Messages russian("ru", ru_mo, false);
  static const Messages english("en", en_mo, false);
  static const Messages tatar("tt", tt_mo, false);
  static const Messages invented("ru", ru_mo, true);
  static const auto made = [](const Messages& messages) {
    Catalogue catalogue;
    catalogue.messages_ = &messages;
    return catalogue;
  };
  static const Catalogue ru = made(russian);
  static const Catalogue en = made(english);
  static const Catalogue tt = made(tatar);
  static const Catalogue qps = made(invented);
  const auto bare = language.substr(0, language.find_first_of("-_."));
  if (bare == "en") return en;
  if (bare == "tt") return tt;
  return bare == "qps" ? qps : ru;
}

std::string Catalogue::say(std::string_view id, const std::map<std::string, std::string>& values) const {
  const std::string key(id);
  const char* found = messages_->facet->get(0, nullptr, key.c_str());
  return with_values(messages_->shown(found != nullptr ? found : key), values);
}

std::string Catalogue::say_count(std::string_view id, long n) const {
  const std::string key(id);
  // The catalogue counts in int: the last two digits decide in Russian, being one in English.
  const long size = n < 0 ? -(n + 1) : n;
  const int counted = static_cast<int>(size > 1'000'000 ? 1'000'000 + size % 1'000'000 : size);
  const char* found = messages_->facet->get(0, nullptr, key.c_str(), counted);
  return with_values(messages_->shown(found != nullptr ? found : key), {{"n", std::to_string(n)}});
}

}  // namespace talon::text
