// SPDX-License-Identifier: MIT
// The one catalogue of messages: every sentence a person sees or hears. Keys are the Russian texts of the .po
// files' msgid; one language per visitor at the same time (C gettext's locale is global to the process, so
// Boost.Locale).
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "server/model/refusal.h"
#include "server/model/time.h"

namespace talon::text {

/// Messages of one language. Shared, immutable after loading.
class Catalogue {
 public:
  /// language: "ru", "en" ... Unknown languages are Russian. Loaded once, kept for the process.
  static const Catalogue& of(std::string_view language);
  /// The message for `id` (the Russian text) with {name} replaced by values.
  [[nodiscard]] std::string say(std::string_view id,
                                const std::map<std::string, std::string>& values = {}) const;
  /// The plural form for n: say_count("{n} человек", 3) -> "3 человека".
  [[nodiscard]] std::string say_count(std::string_view id, long n) const;
  /// The sentence for a refusal.
  [[nodiscard]] std::string say(const Refusal& refusal) const;

 private:
  struct Messages;
  const Messages* messages_ = nullptr;
};

/// "А017" -> "А ноль семнадцать"; 5 -> "пять". Russian, as spoken by the voice.
[[nodiscard]] std::string spoken_number(std::string_view ticket_number);
[[nodiscard]] std::string spoken(long n);
/// "5 А" and "кабинет 5" -> "кабинет пять": digits in a room's or desk's title become words.
[[nodiscard]] std::string spoken_title(std::string_view title);
/// "В017" -> "B zero one seven"; empty for what is no ticket number.
[[nodiscard]] std::string english_number(std::string_view ticket_number);
/// "кабинет 104" -> "room one zero four"; empty when a word of the title has no English.
[[nodiscard]] std::string english_title(std::string_view title);
/// "около 20 минут": minutes rounded up to 5; below 3 minutes "вас скоро пригласят".
[[nodiscard]] std::string about_minutes(const Catalogue& catalogue, Seconds wait);
/// "11:25 в 9 случаях из 10": `from` and the wait, rounded up to 5 minutes of the clock.
[[nodiscard]] std::string not_later_text(const Catalogue& catalogue, const Timestamp& from, Seconds wait);
/// The same as a sentence: "Не позже 11:25 в 9 случаях из 10". Not every language has the two parts in this
/// order.
[[nodiscard]] std::string not_later_sentence(const Catalogue& catalogue, const Timestamp& from, Seconds wait);
/// "09:14", "2 марта 2026", "понедельник, 2 марта"
[[nodiscard]] std::string clock_text(const Timestamp& time);
[[nodiscard]] std::string date_text(const Catalogue& catalogue, const Date& date);
[[nodiscard]] std::string weekday_date_text(const Catalogue& catalogue, const Date& date);

/// UTF-8 -> CP866 for text-mode printing: « » become ", № stays (FC), ё stays (F1); what has no place becomes
/// '?'.
[[nodiscard]] std::string to_cp866(std::string_view utf8);

}  // namespace talon::text
