// SPDX-License-Identifier: MIT
#include "server/http/hub.h"

#include <algorithm>

namespace talon::http {
namespace {

constexpr Millis shortest_gap{100};         // at most 10 pictures a second
constexpr std::size_t most_queued = 2'000;  // events a journal reader may lag behind before it is dropped
constexpr int chunk = 500;

Frame frame_of(std::int64_t seq, const std::string& json) {
  std::string text;
  text.reserve(json.size() + 40);
  text += "id: ";
  text += std::to_string(seq);
  text += "\ndata: ";
  text += json;
  text += "\n\n";
  return std::make_shared<const std::string>(std::move(text));
}

}  // namespace

Frame Subscription::take() {
  if (picture) return std::exchange(picture, nullptr);
  if (events.empty()) return nullptr;
  Frame next = std::move(events.front());
  events.pop_front();
  return next;
}

bool Hub::draw(const Key& key, Topic& topic) {
  const auto picture = world_.draw(key.first, key.second);
  if (!picture) return false;
  topic.frame = frame_of(picture->seq, picture->json);
  topic.drawn_at = world_.steady();
  return true;
}

std::shared_ptr<Subscription> Hub::subscribe(StreamOrder order, std::function<void()> wake) {
  auto subscription = std::make_shared<Subscription>();
  subscription->order = std::move(order);
  subscription->wake = std::move(wake);
  if (subscription->order.view == View::journal) {
    subscription->next_seq = subscription->order.after + 1;
    journal_.push_back(subscription);
    ++readers_;
    more(subscription);
    return subscription;
  }
  const Key key{subscription->order.view, subscription->order.desk};
  Topic& topic = topics_[key];
  // Two hundred displays that come back at once share one picture.
  const bool fresh = topic.frame && !publish_waits_ && world_.steady() - topic.drawn_at < shortest_gap;
  if (!fresh && !draw(key, topic)) {
    if (topic.readers.empty()) topics_.erase(key);
    return nullptr;
  }
  subscription->picture = topic.frame;
  topic.readers.push_back(subscription);
  ++readers_;
  return subscription;
}

void Hub::leave(const std::shared_ptr<Subscription>& subscription) {
  if (subscription->order.view == View::journal) {
    readers_ -= std::erase(journal_, subscription);
    return;
  }
  const auto topic = topics_.find({subscription->order.view, subscription->order.desk});
  if (topic == topics_.end()) return;
  readers_ -= std::erase(topic->second.readers, subscription);
  if (topic->second.readers.empty()) topics_.erase(topic);
}

void Hub::more(const std::shared_ptr<Subscription>& subscription) {
  if (subscription->live || subscription->reading) return;
  subscription->reading = true;
  const bool begun = world_.read(subscription->next_seq, chunk, [this, subscription](auto events) {
    subscription->reading = false;
    for (const StoredEvent& event : events) {
      queue_event(*subscription, event, frame_of(event.seq, event.json));
    }
    if (!events.empty()) last_seq_ = std::max(last_seq_, events.back().seq);
    const bool all = events.size() < static_cast<std::size_t>(chunk);
    subscription->live = all && subscription->next_seq > last_seq_;
    if (all && !subscription->live) more(subscription);
    if (!subscription->events.empty()) subscription->wake();
  });
  if (!begun) {
    subscription->reading = false;
    subscription->dropped = true;
    subscription->wake();
  }
}

void Hub::queue_event(Subscription& subscription, const StoredEvent& event, const Frame& frame) {
  if (event.seq != subscription.next_seq) return;
  subscription.events.push_back(frame);
  ++subscription.next_seq;
}

void Hub::committed(const std::vector<StoredEvent>& events) {
  if (events.empty()) return;
  last_seq_ = std::max(last_seq_, events.back().seq);
  std::vector<Frame> frames;
  if (!journal_.empty()) {
    for (const StoredEvent& event : events) frames.push_back(frame_of(event.seq, event.json));
  }
  for (const auto& subscription : journal_) {
    if (!subscription->live) continue;
    for (std::size_t i = 0; i < events.size(); ++i) queue_event(*subscription, events[i], frames[i]);
    if (subscription->events.size() > most_queued) subscription->dropped = true;
    subscription->wake();
  }
  changed();
}

void Hub::changed() {
  if (publish_waits_) return;
  // Never at once: the other commands of the same commit are answered first and shown in the same picture.
  const Millis due = published_at_ + shortest_gap - world_.steady();
  publish_waits_ = true;
  const auto show = [this] {
    publish_waits_ = false;
    publish();
  };
  due <= Millis{0} ? world_.loop.post(show) : world_.loop.after(due, show);
}

void Hub::publish() {
  published_at_ = world_.steady();
  for (auto& [key, topic] : topics_) {
    if (!draw(key, topic)) continue;
    for (const auto& reader : topic.readers) {
      reader->picture = topic.frame;
      reader->wake();
    }
  }
}

void Hub::tick() {
  const Millis now = world_.steady();
  const bool stale = std::any_of(topics_.begin(), topics_.end(), [&](const auto& entry) {
    return now - entry.second.drawn_at >= world_.refresh;
  });
  if (stale && !publish_waits_) publish();
}

}  // namespace talon::http
