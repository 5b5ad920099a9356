// SPDX-License-Identifier: MIT
// A journal in memory that behaves like the one on disk, with a disk that can fail and a power that can be
// cut.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "server/model/result.h"
#include "server/store/journal.h"

namespace talon::fakes {

class MemoryJournal : public store::Journal {
 public:
  void append(const store::Batch& batch) override {
    if (fail_next_ > 0) {
      --fail_next_;
      throw store::StorageFailure("no space left on device");
    }
    check(batch);
    for (const store::Record& record : batch.records) take(record);
    ++commits_;
    if (sync_) synced_ = records_.size();
  }
  void probe() override {
    if (fail_next_ > 0) {
      --fail_next_;
      throw store::StorageFailure("no space left on device");
    }
  }
  [[nodiscard]] std::int64_t last_seq() const override { return static_cast<std::int64_t>(records_.size()); }
  [[nodiscard]] store::Digest head() const override {
    return records_.empty() ? store::Digest{} : records_.back().chain;
  }
  void read_fold(const std::function<void(const std::string&)>& visit) const override { read(1, visit); }
  void read(std::int64_t from, const std::function<void(const std::string&)>& visit) const override {
    for (const store::Record& record : records_) {
      if (record.seq >= from) visit(record.json);
    }
  }
  [[nodiscard]] std::vector<NumberFloorRaised> number_floors() const override { return floors_; }

  /// The next `count` commits and probes fail and leave nothing.
  void fail_next(int count) { fail_next_ = count; }
  /// While off, commits return without being durable: a disk that lies about its flush.
  void sync(bool on) {
    sync_ = on;
    if (on) synced_ = records_.size();
  }
  /// The power is cut: what was not synced is gone.
  void lose_unsynced() {
    std::vector<store::Record> kept(records_.begin(),
                                    records_.begin() + static_cast<std::ptrdiff_t>(synced_));
    records_.clear();
    legs_.clear();
    requests_.clear();
    numbers_.clear();
    for (const store::Record& record : kept) take(record);
  }
  void set_number_floors(std::vector<NumberFloorRaised> floors) { floors_ = std::move(floors); }

  [[nodiscard]] const std::vector<store::Record>& records() const { return records_; }
  [[nodiscard]] const std::map<std::pair<std::string, int>, Leg>& legs() const { return legs_; }
  [[nodiscard]] int commits() const { return commits_; }
  /// The stored event of an Idempotency-Key; empty text: none.
  [[nodiscard]] std::string by_request(const std::string& scope, const std::string& request) const {
    const auto found = requests_.find({scope, request});
    return found == requests_.end() ? std::string{}
                                    : records_[static_cast<std::size_t>(found->second - 1)].json;
  }

 private:
  void check(const store::Batch& batch) const {
    std::int64_t seq = last_seq();
    store::Digest chain = head();
    std::set<std::pair<std::string, std::string>> requests;
    for (const store::Record& record : batch.records) {
      chain = store::chain_after(chain, record.json);
      TALON_EXPECT(record.seq == ++seq && record.chain == chain);
      const std::pair key{record.request_scope, record.request};
      if (!record.request.empty() && (requests_.contains(key) || !requests.insert(key).second)) {
        throw store::StorageFailure("UNIQUE constraint failed: request");
      }
      if (record.number && numbers_.contains(number_key(*record.number))) {
        throw store::StorageFailure("UNIQUE constraint failed: number");
      }
    }
  }
  void take(const store::Record& record) {
    records_.push_back(record);
    if (!record.request.empty()) requests_[{record.request_scope, record.request}] = record.seq;
    if (record.number) numbers_.insert(number_key(*record.number));
    if (record.json.find("\"type\":\"number_floor_raised\"") != std::string::npos) floors_.clear();
    for (const auto& [ticket, leg] : record.legs_removed) legs_.erase({ticket.value, leg});
    for (const Leg& leg : record.legs) legs_[{leg.ticket.value, leg.leg}] = leg;
  }
  static std::string number_key(const store::TakenNumber& taken) {
    return format_date(taken.date) + " " + taken.number.text();
  }

  std::vector<store::Record> records_;
  std::map<std::pair<std::string, int>, Leg> legs_;
  std::map<std::pair<std::string, std::string>, std::int64_t> requests_;
  std::set<std::string> numbers_;
  std::vector<NumberFloorRaised> floors_;
  std::size_t synced_ = 0;
  int fail_next_ = 0;
  int commits_ = 0;
  bool sync_ = true;
};

}  // namespace talon::fakes
