// SPDX-License-Identifier: MIT
#include "kiosk/paper_watch.h"

#include <algorithm>

namespace talon::kiosk {

namespace {

constexpr std::size_t share = 50;  ///< one of so many: 2 %
constexpr std::size_t least = 2;   ///< one visitor may have dropped the slip

/// A model names itself, as long and as oddly as it likes.
std::string plain(const std::string& model) {
  constexpr std::size_t longest = 32;
  std::string name = model.substr(0, longest);
  std::replace_if(
      name.begin(), name.end(), [](char letter) { return letter < ' ' || letter > '~'; }, '?');
  return name;
}

/// In tens: the journal keeps each change of the words.
std::string slips_words(int left) {
  if (left < 10) return "бумаги осталось меньше чем на 10 талонов";
  return "бумаги осталось примерно на " + std::to_string(left / 10 * 10) + " талонов";
}

}  // namespace

void PaperWatch::given() {
  model_.clear();
  last_.push_back(Fate::taken);
  if (last_.size() > looked_at) last_.pop_front();
}

void PaperWatch::missed() {
  last_is(Fate::missed);
}

void PaperWatch::retracted() {
  last_is(Fate::retracted);
}

void PaperWatch::last_is(Fate fate) {
  if (!last_.empty()) last_.back() = fate;
}

void PaperWatch::changed(const printer::ModelChanged& change) {
  model_ = "вместо принтера " + plain(change.before) + " стоит " + plain(change.now);
  if (!change.known) model_ += ", модель не из списка: напечатайте пробный талон";
}

void PaperWatch::seen(Health health, const std::string& reason) {
  const bool open = reason == "cover-open" || reason == "media-empty";
  if (was_open_ && health != Health::failed) last_.clear();
  was_open_ = open;
}

std::size_t PaperWatch::count(Fate fate) const {
  return static_cast<std::size_t>(std::count(last_.begin(), last_.end(), fate));
}

bool PaperWatch::too_many(Fate fate) const {
  return count(fate) >= least && count(fate) * share > last_.size();
}

Component PaperWatch::component(std::optional<int> slips_left) const {
  const std::string of = " из последних " + std::to_string(last_.size());
  std::string words;
  if (!model_.empty()) {
    words = model_;
  } else if (too_many(Fate::missed)) {
    words = "посетители не находят талона: " + std::to_string(count(Fate::missed)) + of +
            ", проверьте, печатает ли принтер";
  } else if (slips_left) {
    words = slips_words(*slips_left);
  } else if (too_many(Fate::retracted)) {
    words = "талоны не забирают: " + std::to_string(count(Fate::retracted)) + of;
  }
  return {"slips", words.empty() ? Health::ok : Health::warning, words};
}

}  // namespace talon::kiosk
