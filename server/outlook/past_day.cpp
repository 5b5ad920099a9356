// SPDX-License-Identifier: MIT
#include "server/outlook/past_day.h"

#include <algorithm>

namespace talon::outlook {
namespace {

/// A desk that closes this soon after a visitor had decided to call nobody any more.
constexpr Millis closing_takes = std::chrono::minutes{3};

/// Those whom `desk` called, by call.
std::vector<PastVisitor*> called_by(PastDay& day, const DeskId& desk) {
  std::vector<PastVisitor*> found;
  for (PastVisitor& visitor : day.visitors) {
    if (visitor.called && visitor.desk == desk) found.push_back(&visitor);
  }
  std::sort(found.begin(), found.end(),
            [](const PastVisitor* a, const PastVisitor* b) { return a->called < b->called; });
  return found;
}

Millis opened_before(const std::vector<Stretch>& open, Millis at) {
  Millis opened = at;
  for (const Stretch& each : open) {
    if (each.from <= at) opened = each.from;
  }
  return opened;
}

/// The desk was free and he was there, but nobody was called.
void add_gaps(const std::vector<PastVisitor*>& called, const std::vector<Stretch>& open) {
  Millis free{0};
  for (PastVisitor* visitor : called) {
    const Millis could = std::max({free, visitor->at, opened_before(open, *visitor->called)});
    visitor->walk += std::max(Millis{0}, *visitor->called - could);
    free = visitor->ended;
  }
}

void end_with_last(const std::vector<PastVisitor*>& called, std::vector<Stretch>& open) {
  for (Stretch& each : open) {
    Millis last{0};
    for (const PastVisitor* visitor : called) {
      if (visitor->ended <= each.to) last = std::max(last, visitor->ended);
    }
    if (last > each.from && last + closing_takes >= each.to) each.to = last - Millis{1};
  }
}

}  // namespace

void PastDayFold::add(const LegRow& row, const LegNames& names) {
  const LegKind& kind = names.kind(row.kind);
  const std::chrono::minutes offset{kind.offsets[0]};
  const Millis midnight = std::chrono::sys_days{day_.date}.time_since_epoch() - offset;
  const Millis issued = Millis{row.issued} - midnight;
  if (day_.visitors.empty()) day_.offset = offset;
  PastVisitor& visitor = day_.visitors.emplace_back();
  visitor.line = {kind.service, kind.procedure};
  visitor.further = row.leg > 0;
  visitor.at = visitor.further ? previous_ended_ : issued;
  if (!visitor.further) visitor.limit = kind.wait_limit_s;
  visitor.seen = row.called && row.service >= 0;
  if (visitor.seen && !visitor.further && row.wait >= 0) visitor.waited = Millis{row.wait};
  visitor.walk = Millis{std::max<std::int64_t>(0, row.walk)};
  const Millis ended = issued + Millis{row.ended};
  visitor.ended = ended;
  if (row.called) {
    visitor.called = issued + Millis{*row.called};
    visitor.desk = DeskId{names.name(row.desk)};
  }
  if (visitor.seen) {
    visitor.busy = Millis{row.service};
  } else if (visitor.called) {
    visitor.busy = std::max(Millis{0}, ended - *visitor.called);
    visitor.unseen = std::max(Millis{0}, *visitor.called - visitor.at);
  } else {
    visitor.left = ended;
    visitor.unseen = ended - visitor.at;
  }
  previous_ended_ = ended;
}

PastDay PastDayFold::day(std::shared_ptr<const Configuration> configuration,
                         std::map<DeskId, std::vector<Stretch>> open) const {
  PastDay day = day_;
  day.configuration = std::move(configuration);
  day.open = std::move(open);
  for (auto& [desk, stretches] : day.open) {
    const std::vector<PastVisitor*> called = called_by(day, desk);
    add_gaps(called, stretches);
    end_with_last(called, stretches);
  }
  std::stable_sort(day.visitors.begin(), day.visitors.end(),
                   [](const PastVisitor& a, const PastVisitor& b) { return a.at < b.at; });
  return day;
}

}  // namespace talon::outlook
