// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstring>
#include <iostream>
#include <linux/usb/ch9.h>
#include <linux/usbdevice_fs.h>
#include <list>
#include <mutex>
#include <stdexcept>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <umockdev.h>
#include <unistd.h>
#include <utility>

#include "printer/usb_function.h"
#include "tests/printer/usb_rig.h"

namespace talon::rig {

using printer::Bytes;
using printer::Setup;
using printer::UsbFunction;

namespace {

constexpr const char* sysfs = "/sys/devices/usb1/1-1";
struct DataUnref {
  void operator()(UMockdevIoctlData* data) const { umockdev_ioctl_data_unref(data); }
};
using Data = std::unique_ptr<UMockdevIoctlData, DataUnref>;

/// umockdev copies: it only lacks a const.
void update(const Data& data, std::size_t offset, const void* bytes, std::size_t size) {
  umockdev_ioctl_data_update(data.get(), offset, static_cast<guint8*>(const_cast<void*>(bytes)),
                             static_cast<gint>(size));
}

/// One request of libusb, kept until the printer has taken or given its bytes.
struct Urb {
  Data urb, buffer;
  gulong address = 0;                          ///< libusb's own pointer, by which it discards
  const UMockdevIoctlClient* owner = nullptr;  ///< one per open of the device
  std::size_t done = 0;
  [[nodiscard]] const usbdevfs_urb& head() const { return *reinterpret_cast<const usbdevfs_urb*>(urb->data); }
};

Millis steady_now() {
  return std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now().time_since_epoch());
}

}  // namespace

struct UsbRig::Impl {
  explicit Impl(UsbOptions wanted) : options(std::move(wanted)), bench(options.bench) {
    bed = umockdev_testbed_new();
    handler = umockdev_ioctl_base_new();
    loop = g_main_loop_new(nullptr, FALSE);
    g_signal_connect(handler, "handle-ioctl", G_CALLBACK(&Impl::on_ioctl), this);
    bench.other = [this](const std::string& line) { return command(line); };
  }
  ~Impl() {
    pending.clear();
    complete.clear();
    g_main_loop_unref(loop);
    g_object_unref(handler);
    g_object_unref(bed);
  }

  bool command(const std::string& line) {
    if (line == "plug" || line == "unplug") {
      later.push_back(line);
    } else if (line == "power") {
      bench.printer().power_cycle();
    } else if (line == "quit" && child > 0) {
      kill(child, SIGTERM);
    } else {
      return false;
    }
    return true;
  }

  void check(GError* error, const char* what) {
    if (error == nullptr) return;
    const std::string message = std::string(what) + ": " + error->message;
    g_error_free(error);
    throw std::runtime_error(message);
  }

  /// Each time under another device number, as the kernel does.
  void plug() {
    {
      const std::scoped_lock lock(mutex);
      ++number;
      plugged = true;
    }
    std::array<char, 1024> text{};
    std::snprintf(
        text.data(), text.size(),
        "P: /devices/usb1/1-1\nN: bus/usb/001/%03d\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_device\n"
        "E: DEVNAME=/dev/bus/usb/001/%03d\nE: BUSNUM=001\nE: DEVNUM=%03d\nA: busnum=1\\n\nA: devnum=%d\\n\n"
        "A: speed=12\\n\nA: bConfigurationValue=1\\n\nA: idVendor=%04x\\n\nA: idProduct=%04x\\n\n",
        number, number, number, number, function.identity().vendor, function.identity().product);
    // Before the device is there: whoever looks at the bus just then would find its socket half made, and the
    // library ends a program that cannot connect.
    std::array<char, 64> node{};
    std::snprintf(node.data(), node.size(), "/dev/bus/usb/001/%03d", number);
    GError* error = nullptr;
    umockdev_testbed_attach_ioctl(bed, node.data(), handler, &error);
    check(error, "attach");
    umockdev_testbed_add_from_string(bed, text.data(), &error);
    check(error, "add");
    Bytes descriptors = function.device_descriptor();
    const Bytes configuration = function.configuration_descriptor();
    descriptors.insert(descriptors.end(), configuration.begin(), configuration.end());
    umockdev_testbed_set_attribute_binary(bed, sysfs, "descriptors", descriptors.data(),
                                          static_cast<gint>(descriptors.size()));
    umockdev_testbed_uevent(bed, sysfs, "add");
  }

  void unplug() {
    {
      const std::scoped_lock lock(mutex);
      plugged = false;
      pump();
    }
    umockdev_testbed_uevent(bed, sysfs, "remove");
    umockdev_testbed_remove_device(bed, sysfs);
  }

  void finish(std::list<Urb>::iterator at, int status, std::size_t length) {
    usbdevfs_urb head = at->head();
    head.status = status;
    head.actual_length = static_cast<int>(length);
    update(at->urb, 0, &head, sizeof head);
    complete.splice(complete.end(), pending, at);
  }

  /// Gives every waiting request to the printer once.
  void pump() {
    for (auto at = pending.begin(); at != pending.end();) {
      const auto now = at++;
      if (!plugged)
        finish(now, -ESHUTDOWN, now->done);
      else if (now->head().type == USBDEVFS_URB_TYPE_CONTROL)
        control(now);
      else if ((now->head().endpoint & USB_DIR_IN) != 0)
        bulk_in(now);
      else
        bulk_out(now);
    }
  }

  void bulk_out(std::list<Urb>::iterator urb) {
    const auto length = static_cast<std::size_t>(urb->head().buffer_length);
    if (length > urb->done) urb->done += function.out({urb->buffer->data + urb->done, length - urb->done});
    if (urb->done >= length) finish(urb, 0, length);
  }

  void bulk_in(std::list<Urb>::iterator urb) {
    const Bytes said = function.in(static_cast<std::size_t>(urb->head().buffer_length));
    if (said.empty()) return;
    update(urb->buffer, 0, said.data(), said.size());
    finish(urb, 0, said.size());
  }

  void control(std::list<Urb>::iterator urb) {
    const Setup setup(urb->buffer->data, 8);
    const auto reply = function.control(setup);
    if (!reply) {
      finish(urb, -EPIPE, 0);
      return;
    }
    const bool in = (setup[0] & USB_DIR_IN) != 0;
    if (in && !reply->empty()) update(urb->buffer, setup.size(), reply->data(), reply->size());
    finish(urb, 0, in ? reply->size() : static_cast<std::size_t>(setup[6] | setup[7] << 8));
  }

  void submit(UMockdevIoctlClient* client, UMockdevIoctlData* argument) {
    Urb urb;
    urb.urb.reset(umockdev_ioctl_data_resolve(argument, 0, sizeof(usbdevfs_urb), nullptr));
    urb.address = urb.urb->client_addr;
    urb.owner = client;
    if (urb.head().buffer_length > 0)
      urb.buffer.reset(umockdev_ioctl_data_resolve(urb.urb.get(), G_STRUCT_OFFSET(usbdevfs_urb, buffer),
                                                   static_cast<gsize>(urb.head().buffer_length), nullptr));
    pending.push_back(std::move(urb));
    umockdev_ioctl_client_complete(client, 0, 0);
    pump();
  }

  /// A program that closed the device leaves requests behind which nobody will fetch: their memory is gone.
  void forget_others(const UMockdevIoctlClient* client) {
    const auto foreign = [client](const Urb& urb) { return urb.owner != client; };
    pending.remove_if(foreign);
    complete.remove_if(foreign);
    function.forget_answers();
  }

  void reap(UMockdevIoctlClient* client, UMockdevIoctlData* argument) {
    pump();
    const auto at = std::find_if(complete.begin(), complete.end(),
                                 [client](const Urb& urb) { return urb.owner == client; });
    if (at == complete.end()) {
      umockdev_ioctl_client_complete(client, -1, plugged ? EAGAIN : ENODEV);
      return;
    }
    const Urb urb = std::move(*at);
    complete.erase(at);
    const Data pointer(umockdev_ioctl_data_resolve(argument, 0, sizeof(gpointer), nullptr));
    umockdev_ioctl_data_set_ptr(pointer.get(), 0, urb.urb.get());
    umockdev_ioctl_client_complete(client, 0, 0);
  }

  void discard(UMockdevIoctlClient* client, UMockdevIoctlData* argument) {
    const gulong wanted = *reinterpret_cast<const gulong*>(argument->data);
    const auto at = std::find_if(pending.begin(), pending.end(),
                                 [wanted](const Urb& urb) { return urb.address == wanted; });
    if (at == pending.end()) {
      umockdev_ioctl_client_complete(client, -1, EINVAL);
      return;
    }
    finish(at, -ENOENT, at->done);
    umockdev_ioctl_client_complete(client, 0, 0);
  }

  bool answer(UMockdevIoctlClient* client) {
    const gulong what = umockdev_ioctl_client_get_request(client);
    UMockdevIoctlData* argument = umockdev_ioctl_client_get_arg(client);
    const std::scoped_lock lock(mutex);
    bench.advance(steady_now());
    switch (what) {
      case USBDEVFS_REAPURB:
      case USBDEVFS_REAPURBNDELAY:
        reap(client, argument);
        return true;
      case USBDEVFS_DISCARDURB:
        discard(client, argument);
        return true;
      default:
        break;
    }
    if (!plugged) {
      umockdev_ioctl_client_complete(client, -1, ENODEV);
      return true;
    }
    switch (what) {
      case USBDEVFS_GET_CAPABILITIES: {
        const Data reply(umockdev_ioctl_data_resolve(argument, 0, sizeof(guint32), nullptr));
        const guint32 value = USBDEVFS_CAP_BULK_SCATTER_GATHER | USBDEVFS_CAP_BULK_CONTINUATION |
                              USBDEVFS_CAP_NO_PACKET_SIZE_LIM | USBDEVFS_CAP_REAP_AFTER_DISCONNECT |
                              USBDEVFS_CAP_ZERO_PACKET;
        update(reply, 0, &value, sizeof value);
        umockdev_ioctl_client_complete(client, 0, 0);
        return true;
      }
      case USBDEVFS_SUBMITURB:
        submit(client, argument);
        return true;
      case USBDEVFS_GETDRIVER:
      case USBDEVFS_IOCTL:
        umockdev_ioctl_client_complete(client, -1, ENODATA);  // no kernel driver is bound
        return true;
      case USBDEVFS_CLAIMINTERFACE:
        forget_others(client);
        [[fallthrough]];
      case USBDEVFS_RELEASEINTERFACE:
      case USBDEVFS_CLEAR_HALT:
      case USBDEVFS_RESET:
      case USBDEVFS_SETINTERFACE:
      case USBDEVFS_SETCONFIGURATION:
      case USBDEVFS_DISCONNECT_CLAIM:
        umockdev_ioctl_client_complete(client, 0, 0);
        return true;
      default:
        return false;
    }
  }

  static gboolean on_ioctl(UMockdevIoctlBase*, UMockdevIoctlClient* client, gpointer self) {
    return static_cast<Impl*>(self)->answer(client) ? TRUE : FALSE;
  }
  static gboolean on_time(gpointer self) {
    auto& rig = *static_cast<Impl*>(self);
    {
      const std::scoped_lock lock(rig.mutex);
      rig.bench.tick(steady_now());
      rig.pump();
    }
    // Not under the lock: the test bed waits for its own thread, which may be waiting for us.
    for (const std::string& what : std::exchange(rig.later, {})) {
      if (what == "plug" && !rig.plugged) rig.plug();
      if (what == "unplug" && rig.plugged) rig.unplug();
    }
    return TRUE;
  }
  static void on_end(GPid, gint status, gpointer self) {
    auto& rig = *static_cast<Impl*>(self);
    rig.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    g_main_loop_quit(rig.loop);
  }

  int run(const std::vector<std::string>& command) {
    std::vector<char*> arguments;
    for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const char* before = std::getenv("LD_PRELOAD");
    std::string preload = before != nullptr ? before : "";
    if (preload.find("libumockdev-preload") == std::string::npos)
      preload += (preload.empty() ? "" : ":") + std::string("libumockdev-preload.so.0");
    // A child built with AddressSanitizer wants its runtime first: RIG_PRELOAD=libasan.so.8.
    if (const char* first = std::getenv("RIG_PRELOAD")) preload = std::string(first) + ":" + preload;
    child = fork();
    if (child < 0) throw std::runtime_error(std::string("fork: ") + std::strerror(errno));
    if (child == 0) {
      setenv("LD_PRELOAD", preload.c_str(), 1);
      execvp(arguments[0], arguments.data());
      std::cerr << arguments[0] << ": " << std::strerror(errno) << "\n";
      _exit(127);
    }
    g_child_watch_add(child, &Impl::on_end, this);
    const guint timer = g_timeout_add(20, &Impl::on_time, this);
    g_main_loop_run(loop);
    g_source_remove(timer);
    child = 0;
    return exit_code;
  }

  UsbOptions options;
  std::mutex mutex;  ///< umockdev calls on_ioctl from a thread of its own
  std::vector<std::string> later;
  printer::Bench bench;
  UsbFunction function{bench};
  UMockdevTestbed* bed = nullptr;
  UMockdevIoctlBase* handler = nullptr;
  GMainLoop* loop = nullptr;
  std::list<Urb> pending, complete;
  bool plugged = false;
  int number = 1;
  pid_t child = 0;
  int exit_code = 0;
};

UsbRig::UsbRig(UsbOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {
  if (impl_->options.plugged) plug();
}
UsbRig::~UsbRig() = default;
printer::Bench& UsbRig::bench() {
  return impl_->bench;
}
void UsbRig::plug() {
  impl_->plug();
}
void UsbRig::unplug() {
  impl_->unplug();
}
int UsbRig::run(const std::vector<std::string>& command) {
  return impl_->run(command);
}

}  // namespace talon::rig
