// SPDX-License-Identifier: MIT
#include "tests/printer/stand_in_usb.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <libusb-1.0/libusb.h>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <vector>

#include "printer/usb_function.h"

using talon::printer::Bench;
using talon::printer::Bytes;
using talon::printer::Setup;
using talon::printer::UsbFunction;

/// A printer that was pulled out and put in again is another one.
struct libusb_device {
  bool present = true;
};
struct libusb_device_handle {
  libusb_device* device = nullptr;
  libusb_context* context = nullptr;
};
struct libusb_context {
  struct Change {
    libusb_device* device = nullptr;
    libusb_hotplug_event event = LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED;
  };
  libusb_hotplug_callback_fn told = nullptr;
  void* user = nullptr;
  std::list<Change> changes;
  std::list<libusb_transfer*> complete;
  bool interrupted = false;
  [[nodiscard]] bool waits() const { return !interrupted && changes.empty() && complete.empty(); }
};

namespace {

using Steady = std::chrono::steady_clock;
constexpr std::chrono::milliseconds step{2};

struct Pending {
  libusb_transfer* transfer = nullptr;
  libusb_device_handle* handle = nullptr;
  std::size_t done = 0;
};

/// Everything behind one lock, as behind a kernel; callbacks are called outside of it.
struct Bus {
  explicit Bus(talon::printer::BenchOptions options) : bench(std::move(options)) {
    bench.other = [this](const std::string& line) {
      if (line == "plug") plug();
      if (line == "unplug") unplug();
      return line == "plug" || line == "unplug";
    };
    plug();
  }

  void plug() {
    if (device != nullptr) return;
    devices.push_back(std::make_unique<libusb_device>());
    device = devices.back().get();
    tell(device, LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED);
  }
  void unplug() {
    if (device == nullptr) return;
    device->present = false;
    tell(std::exchange(device, nullptr), LIBUSB_HOTPLUG_EVENT_DEVICE_LEFT);
    while (!pending.empty()) finish(pending.begin(), LIBUSB_TRANSFER_NO_DEVICE);
  }
  void tell(libusb_device* which, libusb_hotplug_event event) {
    for (libusb_context* context : contexts)
      if (context->told != nullptr) context->changes.push_back({which, event});
  }

  void finish(std::list<Pending>::iterator at, libusb_transfer_status status) {
    at->transfer->status = status;
    at->transfer->actual_length = static_cast<int>(at->done);
    at->handle->context->complete.push_back(at->transfer);
    pending.erase(at);
  }
  /// Offers every transfer to the printer once.
  void pump() {
    for (auto at = pending.begin(); at != pending.end();) {
      const auto now = at++;
      const libusb_transfer& transfer = *now->transfer;
      const auto length = static_cast<std::size_t>(transfer.length);
      if ((transfer.endpoint & LIBUSB_ENDPOINT_IN) != 0) {
        const Bytes said = function.in(length);
        std::copy(said.begin(), said.end(), transfer.buffer);
        now->done = said.size();
        if (!said.empty()) finish(now, LIBUSB_TRANSFER_COMPLETED);
      } else {
        now->done += function.out({transfer.buffer + now->done, length - now->done});
        if (now->done == length) finish(now, LIBUSB_TRANSFER_COMPLETED);
      }
    }
  }

  std::mutex mutex;
  std::condition_variable changed;
  Bench bench;
  UsbFunction function{bench};
  std::vector<std::unique_ptr<libusb_device>> devices;
  libusb_device* device = nullptr;  ///< what is plugged in
  std::vector<libusb_context*> contexts;
  std::list<Pending> pending;
};

std::unique_ptr<Bus> the_bus;

Bus& bus() {
  if (!the_bus) throw std::logic_error("no StandInBus");
  return *the_bus;
}

std::optional<Bytes> ask(std::uint8_t type, std::uint8_t request, std::uint16_t value, std::uint16_t length) {
  const auto low = [](std::uint16_t word) { return static_cast<std::uint8_t>(word & 0xFF); };
  const auto high = [](std::uint16_t word) { return static_cast<std::uint8_t>(word >> 8); };
  const std::array<std::uint8_t, 8> setup = {type, request, low(value),  high(value),
                                             0,    0,       low(length), high(length)};
  return bus().function.control(Setup(setup));
}

/// A configuration with what it points to; the first member is what libusb hands out.
struct Configuration {
  libusb_config_descriptor head{};
  libusb_interface face{};
  libusb_interface_descriptor setting{};
  std::array<libusb_endpoint_descriptor, 2> endpoints{};
};

/// Until something is to be told to `context`, at most so long.
void wait_for(std::unique_lock<std::mutex>& lock, libusb_context& context, const timeval& most) {
  const auto until =
      Steady::now() + std::chrono::seconds(most.tv_sec) + std::chrono::microseconds(most.tv_usec);
  bus().changed.wait_until(lock, until, [&context] { return !context.waits(); });
}

}  // namespace

namespace talon::rig {

StandInBus::StandInBus(printer::BenchOptions options) {
  the_bus = std::make_unique<Bus>(std::move(options));
  clock_ = std::thread([this] {
    std::unique_lock lock(bus().mutex);
    do {
      bus().bench.tick(std::chrono::duration_cast<Millis>(Steady::now().time_since_epoch()));
      bus().pump();
      bus().changed.notify_all();
    } while (!bus().changed.wait_for(lock, step, [this] { return ending_; }));
  });
}

StandInBus::~StandInBus() {
  {
    const std::scoped_lock lock(bus().mutex);
    ending_ = true;
  }
  bus().changed.notify_all();
  clock_.join();
  the_bus.reset();
}

}  // namespace talon::rig

// ---- libusb's own names

int LIBUSB_CALL libusb_init(libusb_context** context) {
  *context = new libusb_context;
  const std::scoped_lock lock(bus().mutex);
  bus().contexts.push_back(*context);
  return 0;
}
void LIBUSB_CALL libusb_exit(libusb_context* context) {
  {
    const std::scoped_lock lock(bus().mutex);
    std::erase(bus().contexts, context);
  }
  delete context;
}
const char* LIBUSB_CALL libusb_error_name(int code) {
  return code == LIBUSB_ERROR_NO_DEVICE ? "LIBUSB_ERROR_NO_DEVICE" : "LIBUSB_ERROR_OTHER";
}
int LIBUSB_CALL libusb_has_capability(std::uint32_t) {
  return 1;
}

ssize_t LIBUSB_CALL libusb_get_device_list(libusb_context*, libusb_device*** list) {
  const std::scoped_lock lock(bus().mutex);
  *list = new libusb_device* [2] { bus().device, nullptr };
  return bus().device != nullptr ? 1 : 0;
}
void LIBUSB_CALL libusb_free_device_list(libusb_device** list, int) {
  delete[] list;
}
int LIBUSB_CALL libusb_get_device_descriptor(libusb_device*, libusb_device_descriptor* about) {
  const std::scoped_lock lock(bus().mutex);
  const Bytes bytes = bus().function.device_descriptor();
  static_assert(sizeof *about == LIBUSB_DT_DEVICE_SIZE);
  std::memcpy(about, bytes.data(), sizeof *about);
  return 0;
}
int LIBUSB_CALL libusb_get_active_config_descriptor(libusb_device*, libusb_config_descriptor** config) {
  const std::scoped_lock lock(bus().mutex);
  auto made = std::make_unique<Configuration>();
  const std::array addresses = {talon::printer::bulk_out_endpoint, talon::printer::bulk_in_endpoint};
  for (std::size_t i = 0; i < addresses.size(); ++i) {
    made->endpoints[i].bEndpointAddress = addresses[i];
    made->endpoints[i].bmAttributes = LIBUSB_TRANSFER_TYPE_BULK;
    made->endpoints[i].wMaxPacketSize = talon::printer::packet_bytes;
  }
  made->setting.bInterfaceClass = talon::printer::printer_class;
  made->setting.bNumEndpoints = bus().function.talks() ? 2 : 1;
  made->setting.endpoint = made->endpoints.data();
  made->face = {&made->setting, 1};
  made->head.bNumInterfaces = 1;
  made->head.interface = &made->face;
  *config = &made.release()->head;
  return 0;
}
void LIBUSB_CALL libusb_free_config_descriptor(libusb_config_descriptor* config) {
  delete reinterpret_cast<Configuration*>(config);
}

int LIBUSB_CALL libusb_open(libusb_device* device, libusb_device_handle** handle) {
  const std::scoped_lock lock(bus().mutex);
  if (!device->present) return LIBUSB_ERROR_NO_DEVICE;
  *handle = new libusb_device_handle{device, bus().contexts.back()};
  return 0;
}
void LIBUSB_CALL libusb_close(libusb_device_handle* handle) {
  delete handle;
}
int LIBUSB_CALL libusb_set_auto_detach_kernel_driver(libusb_device_handle*, int) {
  return 0;
}
int LIBUSB_CALL libusb_claim_interface(libusb_device_handle*, int) {
  const std::scoped_lock lock(bus().mutex);
  bus().function.forget_answers();
  return 0;
}
int LIBUSB_CALL libusb_release_interface(libusb_device_handle*, int) {
  return 0;
}
int LIBUSB_CALL libusb_set_interface_alt_setting(libusb_device_handle*, int, int) {
  return 0;
}
int LIBUSB_CALL libusb_clear_halt(libusb_device_handle*, unsigned char) {
  return 0;
}

int LIBUSB_CALL libusb_control_transfer(libusb_device_handle* handle, std::uint8_t type, std::uint8_t request,
                                        std::uint16_t value, std::uint16_t, unsigned char* data,
                                        std::uint16_t length, unsigned int) {
  const std::scoped_lock lock(bus().mutex);
  if (!handle->device->present) return LIBUSB_ERROR_NO_DEVICE;
  const auto reply = ask(type, request, value, length);
  if (!reply) return LIBUSB_ERROR_PIPE;
  std::copy(reply->begin(), reply->end(), data);
  return static_cast<int>(reply->size());
}
int LIBUSB_CALL libusb_get_string_descriptor_ascii(libusb_device_handle* handle, std::uint8_t index,
                                                   unsigned char* data, int length) {
  std::array<unsigned char, 255> text{};
  const int n = libusb_control_transfer(handle, LIBUSB_ENDPOINT_IN, LIBUSB_REQUEST_GET_DESCRIPTOR,
                                        static_cast<std::uint16_t>(LIBUSB_DT_STRING << 8 | index), 0,
                                        text.data(), text.size(), 0);
  if (n < 2) return n;
  int count = 0;
  for (int at = 2; at < n && count < length; at += 2) data[count++] = text[static_cast<std::size_t>(at)];
  return count;
}

libusb_transfer* LIBUSB_CALL libusb_alloc_transfer(int) {
  return new libusb_transfer{};
}
void LIBUSB_CALL libusb_free_transfer(libusb_transfer* transfer) {
  delete transfer;
}
int LIBUSB_CALL libusb_submit_transfer(libusb_transfer* transfer) {
  const std::scoped_lock lock(bus().mutex);
  if (!transfer->dev_handle->device->present) return LIBUSB_ERROR_NO_DEVICE;
  bus().pending.push_back({transfer, transfer->dev_handle, 0});
  return 0;
}
int LIBUSB_CALL libusb_cancel_transfer(libusb_transfer* transfer) {
  const std::scoped_lock lock(bus().mutex);
  const auto at = std::find_if(bus().pending.begin(), bus().pending.end(),
                               [transfer](const Pending& each) { return each.transfer == transfer; });
  if (at == bus().pending.end()) return LIBUSB_ERROR_NOT_FOUND;
  bus().finish(at, LIBUSB_TRANSFER_CANCELLED);
  return 0;
}

int LIBUSB_CALL libusb_hotplug_register_callback(libusb_context* context, int, int, int, int, int,
                                                 libusb_hotplug_callback_fn told, void* user,
                                                 libusb_hotplug_callback_handle*) {
  const std::scoped_lock lock(bus().mutex);
  context->told = told;
  context->user = user;
  return 0;
}
int LIBUSB_CALL libusb_handle_events_timeout_completed(libusb_context* context, timeval* most, int*) {
  std::list<libusb_context::Change> changes;
  std::list<libusb_transfer*> complete;
  {
    std::unique_lock lock(bus().mutex);
    wait_for(lock, *context, *most);
    context->interrupted = false;
    changes.swap(context->changes);
    complete.swap(context->complete);
  }
  for (const auto& change : changes) context->told(context, change.device, change.event, context->user);
  for (libusb_transfer* transfer : complete) transfer->callback(transfer);
  return 0;
}
void LIBUSB_CALL libusb_interrupt_event_handler(libusb_context* context) {
  const std::scoped_lock lock(bus().mutex);
  context->interrupted = true;
  bus().changed.notify_all();
}
