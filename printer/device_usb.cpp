// SPDX-License-Identifier: MIT
// A USB printer-class device through libusb, without the kernel's usblp and without a spooler. Endpoints come
// from the descriptors; a read is always under way, so that what the printer says by itself is heard while a
// write waits.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <libusb-1.0/libusb.h>
#include <stdexcept>

#include "printer/device.h"
#include "printer/escpos/profiles.h"
#include "server/model/result.h"

namespace talon::printer {
namespace {

using Steady = std::chrono::steady_clock;
constexpr std::chrono::milliseconds retry_after{500};
constexpr unsigned control_timeout_ms = 300;
constexpr std::uint8_t printer_class = 7;
// USB Device Class Definition for Printing Devices 1.1, chapter 4.2.
constexpr std::uint8_t get_device_id = 0, get_port_status = 1, soft_reset = 2;
constexpr std::uint8_t class_in = 0xA1, class_out = 0x21;

struct Closer {
  void operator()(libusb_device_handle* handle) const { libusb_close(handle); }
  void operator()(libusb_context* context) const { libusb_exit(context); }
  void operator()(libusb_config_descriptor* config) const { libusb_free_config_descriptor(config); }
  void operator()(libusb_transfer* transfer) const { libusb_free_transfer(transfer); }
};
using Handle = std::unique_ptr<libusb_device_handle, Closer>;
using Context = std::unique_ptr<libusb_context, Closer>;
using Config = std::unique_ptr<libusb_config_descriptor, Closer>;
using Transfer = std::unique_ptr<libusb_transfer, Closer>;

Context new_context() {
  libusb_context* context = nullptr;
  if (const int error = libusb_init(&context); error != 0)
    throw std::runtime_error(std::string("libusb: ") + libusb_error_name(error));
  return Context(context);
}

/// Where a printer's data go.
struct Interface {
  std::uint8_t number = 0, alternate = 0;
  std::uint8_t out = 0, in = 0;  ///< endpoint addresses; 0: none
  int in_size = 64;
  bool printer = false;
};

std::optional<Interface> interface_of(const libusb_interface_descriptor& about) {
  Interface found;
  found.number = about.bInterfaceNumber;
  found.alternate = about.bAlternateSetting;
  found.printer = about.bInterfaceClass == printer_class;
  for (int i = 0; i < about.bNumEndpoints; ++i) {
    const auto& endpoint = about.endpoint[i];
    if ((endpoint.bmAttributes & LIBUSB_TRANSFER_TYPE_MASK) != LIBUSB_TRANSFER_TYPE_BULK) continue;
    if ((endpoint.bEndpointAddress & LIBUSB_ENDPOINT_IN) != 0) {
      found.in = endpoint.bEndpointAddress;
      found.in_size = std::max<int>(8, endpoint.wMaxPacketSize);
    } else if (found.out == 0) {
      found.out = endpoint.bEndpointAddress;
    }
  }
  if (found.out == 0) return {};
  return found;
}

/// The printer-class interface with the most to say; with `any_class` one of a vendor's own class as well.
std::optional<Interface> find_interface(libusb_device* device, bool any_class) {
  libusb_config_descriptor* raw = nullptr;
  if (libusb_get_active_config_descriptor(device, &raw) != 0) return {};
  const Config config(raw);
  std::optional<Interface> best;
  for (int i = 0; i < config->bNumInterfaces; ++i)
    for (int a = 0; a < config->interface[i].num_altsetting; ++a) {
      const auto found = interface_of(config->interface[i].altsetting[a]);
      if (!found || (!found->printer && !any_class)) continue;
      const auto rank = [](const Interface& face) { return (face.printer ? 2 : 0) + (face.in != 0 ? 1 : 0); };
      if (!best || rank(*found) > rank(*best)) best = found;
    }
  return best;
}

std::string string_of(libusb_device_handle* handle, std::uint8_t index) {
  if (index == 0) return {};
  std::array<unsigned char, 128> text{};
  const int n = libusb_get_string_descriptor_ascii(handle, index, text.data(), static_cast<int>(text.size()));
  return n > 0 ? std::string(text.begin(), text.begin() + n) : std::string();
}

std::string device_id_of(libusb_device_handle* handle, const Interface& face) {
  std::array<unsigned char, 1024> text{};
  const int n = libusb_control_transfer(
      handle, class_in, get_device_id, 0, static_cast<std::uint16_t>(face.number << 8 | face.alternate),
      text.data(), static_cast<std::uint16_t>(text.size()), control_timeout_ms);
  if (n <= 2) return {};
  std::string id(text.begin() + 2, text.begin() + n);  // the first two bytes are the length
  return id.substr(0, id.find('\0'));
}

std::string model_of(const std::string& device_id, const std::string& maker, const std::string& product) {
  using escpos::device_id_field;
  std::string mfg = device_id_field(device_id, "MFG"), mdl = device_id_field(device_id, "MDL");
  if (mfg.empty()) mfg = device_id_field(device_id, "MANUFACTURER");
  if (mdl.empty()) mdl = device_id_field(device_id, "MODEL");
  if (mdl.empty()) mdl = product;
  if (mfg.empty()) mfg = maker;
  if (mfg.empty() || mdl.starts_with(mfg)) return mdl;
  return mfg + " " + mdl;
}

DeviceIdentity identify(libusb_device_handle* handle, const libusb_device_descriptor& about,
                        const Interface& face) {
  DeviceIdentity who;
  who.usb_vendor = about.idVendor;
  who.usb_product = about.idProduct;
  who.answers = face.in != 0;
  who.device_id = device_id_of(handle, face);
  who.model =
      model_of(who.device_id, string_of(handle, about.iManufacturer), string_of(handle, about.iProduct));
  std::array<char, 16> ids{};
  std::snprintf(ids.data(), ids.size(), "%04x:%04x", about.idVendor, about.idProduct);
  who.address = std::string("usb:") + ids.data();
  if (const std::string serial = string_of(handle, about.iSerialNumber); !serial.empty())
    who.address += ":" + serial;
  return who;
}

/// Calls visit(device, descriptor) for each attached device until it returns true.
template <class Visit>
void each_device(libusb_context* context, Visit visit) {
  libusb_device** list = nullptr;
  const ssize_t count = libusb_get_device_list(context, &list);
  for (ssize_t i = 0; i < count; ++i) {
    libusb_device_descriptor about;
    if (libusb_get_device_descriptor(list[i], &about) == 0 && visit(list[i], about)) break;
  }
  if (count >= 0) libusb_free_device_list(list, 1);
}

class UsbDevice final : public Device {
 public:
  UsbDevice(std::uint16_t vendor, std::uint16_t product, std::string serial)
      : vendor_(vendor),
        product_(product),
        serial_(std::move(serial)),
        context_(new_context()),
        in_(libusb_alloc_transfer(0)),
        out_(libusb_alloc_transfer(0)) {
    if (!in_ || !out_) throw std::bad_alloc();
    if (libusb_has_capability(LIBUSB_CAP_HAS_HOTPLUG) == 0) return;
    libusb_hotplug_register_callback(
        context_.get(), LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED | LIBUSB_HOTPLUG_EVENT_DEVICE_LEFT,
        LIBUSB_HOTPLUG_NO_FLAGS, LIBUSB_HOTPLUG_MATCH_ANY, LIBUSB_HOTPLUG_MATCH_ANY, LIBUSB_HOTPLUG_MATCH_ANY,
        &UsbDevice::plugged, this, nullptr);
  }
  ~UsbDevice() override {
    close();
    // Before the context, which their last device looks at when it is let go.
    in_.reset();
    out_.reset();
    context_.reset();  // also ends the hot-plug callback
  }
  UsbDevice(const UsbDevice&) = delete;
  UsbDevice& operator=(const UsbDevice&) = delete;

  void write(std::span<const std::uint8_t> bytes) override {
    TALON_EXPECT(!out_active_);
    if (!handle_) return;
    out_bytes_.assign(bytes.begin(), bytes.end());
    // No time-out: after one nobody could say how much was taken (U2 in rigs reported all of it, wrongly).
    libusb_fill_bulk_transfer(out_.get(), handle_.get(), face_.out, out_bytes_.data(),
                              static_cast<int>(out_bytes_.size()), &UsbDevice::wrote, this, 0);
    const int error = libusb_submit_transfer(out_.get());
    out_active_ = error == 0;
    if (error != 0) gone_ = libusb_error_name(error);
  }

  void abort() override {
    if (!handle_) return;
    if (out_active_) cancel(out_.get(), out_active_);
    if (face_.printer)
      libusb_control_transfer(handle_.get(), class_out, soft_reset, 0, face_.number, nullptr, 0,
                              control_timeout_ms);
    // What the interface still held comes in now and is forgotten with the rest.
    handle_events(Millis{0});
    std::erase_if(events_, [](const DeviceEvent& event) {
      return std::holds_alternative<DeviceReceived>(event) || std::holds_alternative<DeviceWritten>(event);
    });
  }

  std::vector<DeviceEvent> wait(Millis timeout) override {
    if (!handle_ && Steady::now() >= retry_at_) open();
    if (handle_ && !in_active_ && gone_.empty()) listen();
    if (events_.empty() && gone_.empty()) handle_events(timeout);
    if (handle_ && (left_ || !gone_.empty())) {
      close();
      events_.emplace_back(DeviceLeft{gone_.empty() ? "unplugged" : gone_});
      retry_at_ = Steady::now() + retry_after;
    }
    left_ = false;
    gone_.clear();
    return std::exchange(events_, {});
  }

  std::optional<std::uint8_t> port_status() override {
    if (!handle_ || !face_.printer) return {};
    std::uint8_t status = 0;
    const int n = libusb_control_transfer(handle_.get(), class_in, get_port_status, 0, face_.number, &status,
                                          1, control_timeout_ms);
    if (n == LIBUSB_ERROR_NO_DEVICE) gone_ = libusb_error_name(n);
    if (n != 1) return {};
    return status;
  }

  void wake() override { libusb_interrupt_event_handler(context_.get()); }

 private:
  [[nodiscard]] bool wanted(const libusb_device_descriptor& about) const {
    return vendor_ == 0 || (about.idVendor == vendor_ && about.idProduct == product_);
  }

  void open() {
    retry_at_ = Steady::now() + retry_after;
    each_device(context_.get(), [this](libusb_device* device, const libusb_device_descriptor& about) {
      if (!wanted(about)) return false;
      const auto face = find_interface(device, vendor_ != 0);
      return face && claim(device, about, *face);
    });
  }

  bool claim(libusb_device* device, const libusb_device_descriptor& about, const Interface& face) {
    libusb_device_handle* raw = nullptr;
    if (libusb_open(device, &raw) != 0) return false;
    Handle handle(raw);
    if (!serial_.empty() && string_of(raw, about.iSerialNumber) != serial_) return false;
    libusb_set_auto_detach_kernel_driver(raw, 1);
    if (libusb_claim_interface(raw, face.number) != 0) return false;
    if (face.alternate != 0 && libusb_set_interface_alt_setting(raw, face.number, face.alternate) != 0)
      return false;
    DeviceIdentity who = identify(raw, about, face);
    handle_ = std::move(handle);
    device_ = device;
    face_ = face;
    left_ = false;
    gone_.clear();
    events_.emplace_back(DeviceArrived{std::move(who)});
    listen();
    return true;
  }

  void listen() {
    if (face_.in == 0) return;
    in_bytes_.resize(static_cast<std::size_t>(face_.in_size));
    libusb_fill_bulk_transfer(in_.get(), handle_.get(), face_.in, in_bytes_.data(), face_.in_size,
                              &UsbDevice::read, this, 0);
    const int error = libusb_submit_transfer(in_.get());
    in_active_ = error == 0;
    if (error != 0) gone_ = libusb_error_name(error);
  }

  void handle_events(Millis timeout) {
    timeval span{static_cast<time_t>(timeout.count() / 1000),
                 static_cast<suseconds_t>(timeout.count() % 1000 * 1000)};
    libusb_handle_events_timeout_completed(context_.get(), &span, nullptr);
  }

  /// Its callback must have run before the buffer may go.
  void cancel(libusb_transfer* transfer, const bool& active) {
    libusb_cancel_transfer(transfer);
    const auto patience = Steady::now() + std::chrono::seconds(2);
    while (active && Steady::now() < patience) handle_events(Millis{50});
  }

  void close() {
    if (out_active_) cancel(out_.get(), out_active_);
    if (in_active_) cancel(in_.get(), in_active_);
    // A transfer that never came back belongs to libusb for ever: leaking it is better than freeing it in
    // use.
    if (out_active_ || in_active_) {
      (void)out_.release();
      (void)in_.release();
      out_.reset(libusb_alloc_transfer(0));
      in_.reset(libusb_alloc_transfer(0));
      out_active_ = in_active_ = false;
    }
    if (handle_) libusb_release_interface(handle_.get(), face_.number);
    handle_.reset();
    device_ = nullptr;
  }

  void failed(const libusb_transfer& transfer) {
    if (transfer.status == LIBUSB_TRANSFER_STALL)
      libusb_clear_halt(handle_.get(), transfer.endpoint);
    else if (transfer.status == LIBUSB_TRANSFER_NO_DEVICE)
      gone_ = "unplugged";
  }

  static void LIBUSB_CALL wrote(libusb_transfer* transfer) {
    auto& self = *static_cast<UsbDevice*>(transfer->user_data);
    self.out_active_ = false;
    if (transfer->status == LIBUSB_TRANSFER_COMPLETED)
      self.events_.emplace_back(DeviceWritten{});
    else if (transfer->status != LIBUSB_TRANSFER_CANCELLED)
      self.gone_ = transfer->status == LIBUSB_TRANSFER_NO_DEVICE ? "unplugged" : "write failed";
  }

  static void LIBUSB_CALL read(libusb_transfer* transfer) {
    auto& self = *static_cast<UsbDevice*>(transfer->user_data);
    self.in_active_ = false;
    if (transfer->status == LIBUSB_TRANSFER_COMPLETED) {
      if (transfer->actual_length > 0)
        self.events_.emplace_back(
            DeviceReceived{{self.in_bytes_.begin(), self.in_bytes_.begin() + transfer->actual_length}});
      // The next read starts in wait(): a printer that answers with empty packets must not keep us busy.
      return;
    }
    if (transfer->status != LIBUSB_TRANSFER_CANCELLED) self.failed(*transfer);
  }

  static int LIBUSB_CALL plugged(libusb_context*, libusb_device* device, libusb_hotplug_event event,
                                 void* user) {
    auto& self = *static_cast<UsbDevice*>(user);
    if (event == LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED)
      self.retry_at_ = {};
    else if (device == self.device_)
      self.left_ = true;
    return 0;
  }

  std::uint16_t vendor_, product_;
  std::string serial_;
  Context context_;
  Transfer in_, out_;
  Handle handle_;
  libusb_device* device_ = nullptr;
  Interface face_;
  std::vector<std::uint8_t> in_bytes_, out_bytes_;
  bool in_active_ = false, out_active_ = false;
  bool left_ = false;
  std::string gone_;
  Steady::time_point retry_at_{};
  std::vector<DeviceEvent> events_;
};

}  // namespace

std::unique_ptr<Device> open_usb_device(std::uint16_t vendor, std::uint16_t product,
                                        const std::string& serial) {
  return std::make_unique<UsbDevice>(vendor, product, serial);
}

std::vector<DeviceIdentity> list_usb_devices() {
  const Context context = new_context();
  std::vector<DeviceIdentity> found;
  each_device(context.get(), [&found](libusb_device* device, const libusb_device_descriptor& about) {
    const auto face = find_interface(device, false);
    libusb_device_handle* raw = nullptr;
    if (!face) return false;
    if (libusb_open(device, &raw) == 0) {
      const Handle handle(raw);
      libusb_set_auto_detach_kernel_driver(raw, 1);
      const bool claimed = libusb_claim_interface(raw, face->number) == 0;
      found.push_back(identify(raw, about, *face));
      if (claimed) libusb_release_interface(raw, face->number);
    } else {
      DeviceIdentity who;
      std::array<char, 16> ids{};
      std::snprintf(ids.data(), ids.size(), "%04x:%04x", about.idVendor, about.idProduct);
      who.address = std::string("usb:") + ids.data();
      who.model = "нет доступа";
      found.push_back(std::move(who));
    }
    return false;
  });
  return found;
}

}  // namespace talon::printer
