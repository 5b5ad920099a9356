// SPDX-License-Identifier: MIT
#include "kiosk/screens/search.h"

#include <algorithm>
#include <map>

namespace talon::screens {

namespace {

/// Upper case of the letters our keyboards have; what is no letter or digit becomes a space.
std::string folded(std::string_view text) {
  static const std::map<std::string_view, std::string_view> others = {
      {"ё", "Е"}, {"Ё", "Е"}, {"ә", "Ә"}, {"ө", "Ө"}, {"ү", "Ү"}, {"җ", "Җ"}, {"ң", "Ң"}, {"һ", "Һ"}};
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::size_t length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    const std::string_view letter = text.substr(i, length);
    i += length;
    if (byte < 0x80) {
      const bool small = byte >= 'a' && byte <= 'z';
      const bool kept = small || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
      out += small ? static_cast<char>(byte - 'a' + 'A') : kept ? static_cast<char>(byte) : ' ';
    } else if (const auto other = others.find(letter); other != others.end()) {
      out += other->second;
    } else if (letter >= "а" && letter <= "п") {
      out += {'\xD0', static_cast<char>(letter[1] - 0x20)};
    } else if (letter >= "р" && letter <= "я") {
      out += {'\xD0', static_cast<char>(static_cast<unsigned char>(letter[1]) + 0x20)};
    } else if (length == 2) {
      out += letter;
    } else {
      out += ' ';  // quotes and dashes
    }
  }
  return out;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words{""};
  for (const char each : folded(text)) {
    if (each != ' ') {
      words.back() += each;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

bool all_begin(const std::vector<std::string>& typed, const std::vector<std::string>& words) {
  return std::all_of(typed.begin(), typed.end(), [&](const std::string& wanted) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return word.starts_with(wanted); });
  });
}

std::string everything(const Screen& screen, const ServicePicture& service) {
  std::string all;
  const auto add = [&](const std::string& words) { all += " " + words + " " + translated(screen, words); };
  for (const std::string& words : {service.title, service.official, service.note}) add(words);
  for (const std::string& words : service.words) add(words);
  for (const GroupPicture& group : screen.menu->groups) {
    if (group.id == service.group) add(group.title);
  }
  for (const OfferPicture& offer : service.procedures) add(offer.title);
  return all;
}

}  // namespace

std::vector<std::size_t> found_services(const Screen& screen) {
  const std::vector<std::string> typed = words_of(screen.typed);
  if (typed.empty() || !screen.menu) return {};
  std::vector<std::size_t> by_title;
  std::vector<std::size_t> by_rest;
  const auto& services = screen.menu->services;
  for (std::size_t i = 0; i < services.size(); ++i) {
    const std::string& title = services[i].title;
    if (all_begin(typed, words_of(title + " " + translated(screen, title)))) {
      by_title.push_back(i);
    } else if (all_begin(typed, words_of(everything(screen, services[i])))) {
      by_rest.push_back(i);
    }
  }
  by_title.insert(by_title.end(), by_rest.begin(), by_rest.end());
  return by_title;
}

}  // namespace talon::screens
