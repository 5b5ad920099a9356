// SPDX-License-Identifier: MIT
#include "printer/worker.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <deque>
#include <map>
#include <mutex>
#include <pthread.h>
#include <stdexcept>
#include <thread>
#include <utility>

#include "printer/device.h"
#include "printer/escpos/session.h"
#include "printer/job.h"

namespace talon::printer {
namespace {

using escpos::Bytes;
using escpos::Session;

constexpr std::size_t most_waiting = 16;
constexpr std::size_t most_events = 256;
/// One write: at 9600 baud behind a serial bridge about a second, so that a stall is told from slowness.
constexpr std::size_t piece = 1024;
constexpr Millis tick{100};
constexpr Millis port_status_every{500};

Millis steady_now() {
  return std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now().time_since_epoch());
}

const escpos::Profile* checked_profile(const std::string& name) {
  if (name.empty()) return nullptr;
  const escpos::Profile* profile = escpos::find_profile(name);
  if (profile == nullptr) throw std::invalid_argument("модель принтера «" + name + "» неизвестна");
  return profile;
}

const escpos::Profile& profile_of(const DeviceIdentity& who) {
  if (who.usb_vendor != 0 || !who.device_id.empty())
    return escpos::profile_for(who.usb_vendor, who.device_id);
  return *escpos::find_profile(who.answers ? "generic" : "none");
}

}  // namespace

/// The thread's own things, and behind the mutex what both sides touch.
struct PrinterWorker::Impl {
  Impl(std::unique_ptr<Device> way, const std::string& profile_name)
      : wanted(checked_profile(profile_name)),
        device(std::move(way)),
        session(static_cast<std::uint32_t>(steady_now().count())) {
    thread = std::thread([this] { run(); });
  }
  ~Impl() {
    stopping = true;
    device->wake();
    thread.join();
  }

  void run() {
    // A pipe without a reader is an error of that write, not the end of the process.
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
    while (!stopping) {
      for (std::string& job : take_asked()) step(escpos::SlipAsked{std::move(job)});
      start_write();
      for (const DeviceEvent& event : device->wait(tick))
        std::visit([this](const auto& what) { on(what); }, event);
      look_at_port();
      step(escpos::Tick{});
    }
  }

  std::vector<std::string> take_asked() {
    const std::scoped_lock lock(mutex);
    return std::exchange(asked, {});
  }

  void on(const DeviceArrived& event) {
    const escpos::Profile& profile = wanted != nullptr ? *wanted : profile_of(event.identity);
    present = true;
    {
      const std::scoped_lock lock(mutex);
      if (!current.model.empty() && current.model != event.identity.model)
        push(ModelChanged{current.model, event.identity.model, profile.usb_vendor != 0});
      current.model = event.identity.model;
    }
    step(escpos::Arrived{&profile});
  }
  void on(const DeviceLeft&) {
    present = false;
    step(escpos::Left{});
  }
  void on(const DeviceReceived& event) { step(escpos::Received{event.bytes}); }
  void on(const DeviceWritten&) {
    writing = false;
    if (sent < out.size()) {
      step(escpos::Progress{});
      return;
    }
    out.clear();
    sent = 0;
    step(escpos::AllWritten{});
  }

  /// While a write does not move, the control pipe may still say that the paper is out.
  void look_at_port() {
    if (!present || steady_now() - port_looked_at < port_status_every) return;
    port_looked_at = steady_now();
    if (const auto byte = device->port_status()) step(escpos::PortStatus{*byte});
  }

  void start_write() {
    if (writing || !present || sent >= out.size()) return;
    const std::size_t size = std::min(piece, out.size() - sent);
    device->write({out.data() + sent, size});
    sent += size;
    writing = true;
    if (sent == out.size()) step(escpos::LastHanded{});
  }

  void step(const escpos::Input& input) {
    const auto outputs = session.step(input, steady_now());
    // The state first: whoever hears how a slip ended may ask at once what the printer is like now.
    refresh_status();
    for (const escpos::Output& output : outputs) std::visit([this](const auto& what) { obey(what); }, output);
  }

  void obey(const escpos::Send& what) { out.insert(out.end(), what.bytes.begin(), what.bytes.end()); }
  void obey(const escpos::SendSlip& what) {
    SlipContent slip;
    {
      const std::scoped_lock lock(mutex);
      slip = slips.at(what.job);
    }
    // Marked by the caller (after a power cut): what it repeats may hang torn out of the printer. After a
    // tear that the session saw it has set the slip apart itself.
    if (slip.repeat && !what.repeat) obey(escpos::Send{escpos::set_apart(*session.profile())});
    slip.repeat = slip.repeat || what.repeat;
    Job job = make_job(slip, *session.profile());
    begun = {what.job, job.paper_mm};
    obey(escpos::Send{std::move(job.bytes)});
    obey(escpos::Send{what.after});
  }
  void obey(const escpos::Abort&) {
    device->abort();
    out.clear();
    sent = 0;
    writing = false;
  }
  void obey(const escpos::SlipEnded& what) {
    const std::scoped_lock lock(mutex);
    const double paper_mm = begun.first == what.job ? std::exchange(begun.second, 0) : 0;
    push(SlipDone{what.job, what.outcome, what.reason, what.will_repeat, paper_mm});
    if (!what.will_repeat) slips.erase(what.job);
  }
  void obey(const escpos::SlipCollected& what) {
    const std::scoped_lock lock(mutex);
    push(SlipCollected{what.job, what.where});
  }
  void obey(const escpos::ConditionChanged&) {}  // refresh_status() compares the whole

  void refresh_status() {
    const std::scoped_lock lock(mutex);
    PrinterStatus now = current;
    now.health = session.verdict().health;
    now.reason = session.verdict().reason;
    now.can_confirm = session.can_confirm();
    if (now == published) return;
    current = published = now;
    push(StatusChanged{now});
  }

  /// With the mutex held. A caller that never polls loses the oldest, not our memory.
  void push(PrinterEvent event) {
    if (events.size() >= most_events) events.pop_front();
    events.push_back(std::move(event));
    happened.notify_all();
  }

  const escpos::Profile* wanted;
  std::unique_ptr<Device> device;
  Session session;
  Bytes out;
  std::size_t sent = 0;
  bool writing = false;
  bool present = false;
  std::pair<std::string, double> begun;  ///< the slip sent last, and its paper that is not told yet, mm
  Millis port_looked_at{0};

  mutable std::mutex mutex;
  std::condition_variable happened;
  std::vector<std::string> asked;
  std::map<std::string, SlipContent> slips;
  std::deque<PrinterEvent> events;
  PrinterStatus current, published;

  std::atomic<bool> stopping{false};
  std::thread thread;  // last: everything above is ready when it starts
};

PrinterWorker::PrinterWorker(std::string device, std::string profile)
    : PrinterWorker(open_device(device), profile) {}
PrinterWorker::PrinterWorker(std::unique_ptr<Device> device, std::string profile)
    : impl_(std::make_unique<Impl>(std::move(device), profile)) {}
PrinterWorker::~PrinterWorker() = default;

void PrinterWorker::print(std::string job, SlipContent slip) {
  {
    const std::scoped_lock lock(impl_->mutex);
    if (impl_->slips.size() >= most_waiting || impl_->slips.contains(job)) {
      impl_->push(SlipDone{std::move(job), SlipOutcome::failed, "other", false, 0});
      return;
    }
    impl_->slips.emplace(job, std::move(slip));
    impl_->asked.push_back(std::move(job));
  }
  impl_->device->wake();
}

std::optional<PrinterEvent> PrinterWorker::poll() {
  const std::scoped_lock lock(impl_->mutex);
  if (impl_->events.empty()) return {};
  PrinterEvent event = std::move(impl_->events.front());
  impl_->events.pop_front();
  return event;
}

void PrinterWorker::wait(Millis patience) {
  std::unique_lock lock(impl_->mutex);
  impl_->happened.wait_for(lock, patience, [this] { return !impl_->events.empty(); });
}

PrinterStatus PrinterWorker::status() const {
  const std::scoped_lock lock(impl_->mutex);
  return impl_->published;
}

}  // namespace talon::printer
