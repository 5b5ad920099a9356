// SPDX-License-Identifier: MIT
// Event streams without their sockets: what each reader gets next. A picture is drawn and written once and
// its bytes are shared by everybody who reads it; a reader that is slow misses pictures in between, never the
// last one.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "server/http/loop.h"
#include "server/http/request.h"
#include "server/model/id.h"

namespace talon::http {

using Frame = std::shared_ptr<const std::string>;

/// One journal event as it is streamed.
struct StoredEvent {
  std::int64_t seq = 0;
  std::string json;
};

/// One reader. Belongs to the hub and its session; loop thread only.
struct Subscription {
  StreamOrder order;
  Frame picture;              ///< the newest one not yet taken; empty: nothing new
  std::deque<Frame> events;   ///< View::journal: not yet taken
  std::int64_t next_seq = 0;  ///< View::journal: the next event to be queued
  bool reading = false;       ///< older events are being read from the journal
  bool live = false;          ///< View::journal: all older events are queued
  bool dropped = false;       ///< too slow: to be closed
  std::function<void()> wake;

  /// What is to be written next; empty: nothing.
  [[nodiscard]] Frame take();
};

class Hub {
 public:
  struct Picture {
    std::int64_t seq = 0;
    std::string json;
  };
  struct World {
    Loop& loop;
    /// The picture of a view now; empty when there is no such desk.
    std::function<std::optional<Picture>(View, const DeskId&)> draw;
    /// Reads at most `most` events from `from` off the loop and calls back on it; false: cannot now.
    std::function<bool(std::int64_t from, int most, std::function<void(std::vector<StoredEvent>)>)> read;
    std::function<Millis()> steady;  ///< real time that never steps
    Millis refresh{5000};            ///< pictures are drawn again at least this often
  };
  explicit Hub(World world) : world_(std::move(world)) {}

  /// Picture views have their first picture at once; null when the view's desk is not known.
  [[nodiscard]] std::shared_ptr<Subscription> subscribe(StreamOrder order, std::function<void()> wake);
  void leave(const std::shared_ptr<Subscription>& subscription);
  /// Asked for when a journal reader has taken all its events.
  void more(const std::shared_ptr<Subscription>& subscription);

  /// The committed state has changed by these events.
  void committed(const std::vector<StoredEvent>& events);
  /// The pictures have changed by time alone.
  void changed();
  /// Draws again what has not been drawn for `refresh`; call it at least each second.
  void tick();

  [[nodiscard]] std::size_t readers() const { return readers_; }

 private:
  struct Topic {
    std::vector<std::shared_ptr<Subscription>> readers;
    Frame frame;
    Millis drawn_at{0};
  };
  using Key = std::pair<View, DeskId>;

  bool draw(const Key& key, Topic& topic);
  void publish();
  void queue_event(Subscription& subscription, const StoredEvent& event, const Frame& frame);

  World world_;
  std::map<Key, Topic> topics_;
  std::vector<std::shared_ptr<Subscription>> journal_;
  std::int64_t last_seq_ = 0;
  Millis published_at_{-1'000'000};
  bool publish_waits_ = false;
  std::size_t readers_ = 0;
};

}  // namespace talon::http
