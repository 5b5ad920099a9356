// SPDX-License-Identifier: MIT
#include "server/store/writer.h"

#include <iterator>
#include <utility>

#include "server/model/result.h"

namespace talon::store {
namespace {

constexpr std::size_t group_limit = 4096;  // events of one commit: bounds what a late-comer waits for

}  // namespace

Writer::Writer(Journal& journal, Post post)
    : journal_(journal), post_(std::move(post)), thread_([this] { work(); }) {}

Writer::~Writer() {
  stop();
}

void Writer::submit(Batch batch, Done done) {
  const std::lock_guard lock(mutex_);
  TALON_EXPECT(!stopping_);
  queue_.push_back({std::move(batch), std::move(done), false});
  wake_.notify_one();
}

void Writer::recover(Done done) {
  const std::lock_guard lock(mutex_);
  TALON_EXPECT(!stopping_);
  queue_.push_back({{}, std::move(done), true});
  wake_.notify_one();
}

void Writer::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    wake_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

Writer::Counters Writer::counters() const {
  const std::lock_guard lock(mutex_);
  Counters now = counters_;
  now.waiting = static_cast<std::int64_t>(queue_.size());
  return now;
}

void Writer::work() {
  while (true) {
    std::deque<Item> items;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
      if (queue_.empty()) return;
      std::swap(items, queue_);
    }
    serve(std::move(items));
  }
}

/// Cuts what had gathered into commits: at a recover, and at the limit of one group.
void Writer::serve(std::deque<Item> items) {
  std::deque<Item> group;
  std::size_t events = 0;
  for (Item& item : items) {
    if (item.recover || events + item.batch.records.size() > group_limit) {
      commit(group);
      events = 0;
    }
    events += item.batch.records.size();
    const bool alone = item.recover;
    group.push_back(std::move(item));
    if (alone) commit(group);
  }
  commit(group);
}

void Writer::commit(std::deque<Item>& items) {
  if (items.empty()) return;
  const bool recover = items.front().recover;
  if (!failure_.empty() && !recover) return finish(items, failure_);
  Batch together;
  for (Item& item : items) {
    std::move(item.batch.records.begin(), item.batch.records.end(), std::back_inserter(together.records));
  }
  std::string error;
  try {
    if (recover) {
      journal_.probe();
    } else {
      journal_.append(together);
    }
  } catch (const StorageFailure& failure) {
    // an empty text would read as success
    error = *failure.what() == '\0' ? "storage failed" : failure.what();
  }
  failure_ = error;
  {
    const std::lock_guard lock(mutex_);
    counters_.commits += error.empty() && !recover ? 1 : 0;
    counters_.events += error.empty() ? static_cast<std::int64_t>(together.records.size()) : 0;
    counters_.failures += error.empty() ? 0 : 1;
  }
  finish(items, error);
}

void Writer::finish(std::deque<Item>& items, const std::string& error) {
  for (Item& item : items) {
    post_([done = std::move(item.done), outcome = CommitOutcome{error}] { done(outcome); });
  }
  items.clear();
}

}  // namespace talon::store
