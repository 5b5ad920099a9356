// SPDX-License-Identifier: MIT
#include "kiosk/touch_watch.h"

#include <algorithm>
#include <string>

namespace talon::kiosk {

void TouchWatch::taken(Millis now) {
  while (!last_.empty() && now - last_.front() >= looked_at) last_.pop_front();
  last_.push_back(now);
  if (last_.size() < suspect) return;
  most_ = now < told_until_ ? std::max(most_, last_.size()) : last_.size();
  told_until_ = now + told_for;
}

Component TouchWatch::component(Millis now) const {
  if (now >= told_until_) return {"touch", Health::ok, ""};
  const auto seconds = std::chrono::duration_cast<Seconds>(looked_at).count();
  // From five on the word is the same but for 21, 31...: so many no terminal gives in half a minute.
  return {"touch", Health::warning,
          "подозрение: " + std::to_string(most_) + " талонов за " + std::to_string(seconds) +
              " с, посмотрите, кто у терминала"};
}

}  // namespace talon::kiosk
