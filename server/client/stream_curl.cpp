// SPDX-License-Identifier: MIT
#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <random>
#include <stdexcept>
#include <thread>
#include <utility>

#include "server/client/handle_curl.h"

namespace talon::client {
namespace {

using Steady = std::chrono::steady_clock;

struct FreeMulti {
  void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};
using Multi = std::unique_ptr<CURLM, FreeMulti>;

/// What comes in over one connection. Messages are handed on outside libcurl's callback.
struct Incoming {
  CURL* handle = nullptr;
  SseParser parser;
  std::vector<StreamMessage> messages;
  Steady::time_point heard = Steady::now();
  bool streaming = false;  ///< a byte of an event stream has come
};

bool is_event_stream(CURL* handle) {
  long status = 0;
  const char* type = nullptr;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(handle, CURLINFO_CONTENT_TYPE, &type);
  return status == 200 && type != nullptr && std::string_view(type).starts_with("text/event-stream");
}

std::size_t receive(char* bytes, std::size_t size, std::size_t count, void* target) {
  auto& incoming = *static_cast<Incoming*>(target);
  if (!incoming.streaming && !is_event_stream(incoming.handle)) return 0;  // ends the transfer with an error
  incoming.streaming = true;
  incoming.heard = Steady::now();
  return incoming.parser.feed({bytes, size * count}, incoming.messages) ? size * count : 0;
}

}  // namespace

struct EventStream::Impl {
  Settings settings;
  std::string path;
  std::function<void(const StreamMessage&)> on_message;
  std::function<void(Link)> on_link;
  std::string last_id;
  Multi multi;
  std::mt19937 random{std::random_device{}()};
  Link link = Link::connecting;
  Millis back_off{0};
  std::mutex mutex;
  std::condition_variable stopped;
  std::atomic<bool> stop{false};
  std::thread thread;

  void run() {
    on_link(link);
    while (!stop) {
      connect_and_listen();
      if (stop) return;
      say(Link::lost);
      wait_back_off();
    }
  }

  void say(Link now) {
    if (std::exchange(link, now) != now) on_link(now);
  }

  /// Until the connection ends, falls silent or the stream is stopped.
  void connect_and_listen() {
    Handle handle = new_handle();
    Headers headers;
    Incoming incoming{handle.get(), SseParser(last_id), {}};
    configure(handle.get(), settings, path, headers);
    headers.add("Accept", "text/event-stream");
    if (!last_id.empty()) headers.add("Last-Event-ID", last_id);
    curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, receive);
    curl_easy_setopt(handle.get(), CURLOPT_WRITEDATA, &incoming);
    curl_multi_add_handle(multi.get(), handle.get());
    while (!stop && step(incoming)) {
    }
    curl_multi_remove_handle(multi.get(), handle.get());
  }

  /// False when the connection has come to its end.
  bool step(Incoming& incoming) {
    int running = 0;
    const CURLMcode code = curl_multi_perform(multi.get(), &running);
    hand_on(incoming);
    if (code != CURLM_OK || running == 0) return false;
    const auto silent = std::chrono::duration_cast<Millis>(Steady::now() - incoming.heard);
    if (silent >= settings.silence) return false;
    const Millis left = settings.silence - silent + Millis{1};
    return curl_multi_poll(multi.get(), nullptr, 0, static_cast<int>(left.count()), nullptr) == CURLM_OK;
  }

  void hand_on(Incoming& incoming) {
    if (incoming.streaming) say(Link::up);
    last_id = incoming.parser.last_id();
    for (const StreamMessage& message : std::exchange(incoming.messages, {})) {
      if (stop) return;
      back_off = Millis{0};  // a message came: the server is well
      on_message(message);
    }
  }

  /// The half of it is random: after a restart of the server the displays do not all come at once.
  void wait_back_off() {
    back_off = std::clamp(back_off * 2, settings.first_back_off, settings.longest_back_off);
    std::uniform_int_distribution<Millis::rep> half(back_off.count() / 2, back_off.count());
    std::unique_lock lock(mutex);
    stopped.wait_for(lock, Millis{half(random)}, [this] { return stop.load(); });
  }
};

EventStream::EventStream(Settings settings, std::string path,
                         std::function<void(const StreamMessage&)> on_message,
                         std::function<void(Link)> on_link, std::string last_event_id)
    : impl_(std::make_unique<Impl>()) {
  const Handle first = new_handle();  // libcurl is made ready on this thread
  impl_->settings = std::move(settings);
  impl_->path = std::move(path);
  impl_->on_message = std::move(on_message);
  impl_->on_link = std::move(on_link);
  impl_->last_id = std::move(last_event_id);
  impl_->multi.reset(curl_multi_init());
  if (!impl_->multi) throw std::runtime_error("libcurl: no multi handle");
  impl_->thread = std::thread([this] { impl_->run(); });
}

EventStream::~EventStream() {
  {
    const std::scoped_lock lock(impl_->mutex);
    impl_->stop = true;
  }
  impl_->stopped.notify_all();
  curl_multi_wakeup(impl_->multi.get());
  impl_->thread.join();
}

}  // namespace talon::client
