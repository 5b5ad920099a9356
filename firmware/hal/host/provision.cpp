// SPDX-License-Identifier: MIT
#include "firmware/hal/host/provision.h"

#include <stdexcept>
#include <vector>

#include "firmware/app/image.h"
#include "firmware/app/store.h"

namespace talon::firmware {
namespace {

/// Flash is written by words.
std::vector<std::uint8_t> whole_words(std::span<const std::uint8_t> bytes) {
  std::vector<std::uint8_t> padded(bytes.begin(), bytes.end());
  padded.resize((bytes.size() + 3) / 4 * 4, 0xFF);
  return padded;
}

}  // namespace

MemoryFlash provision(const Settings& settings, const std::optional<link::Key>& key) {
  MemoryFlash flash;
  Store store;
  Persistent persistent = store.load(flash);
  persistent.settings = settings;
  persistent.key = key;
  store.save(flash, persistent);
  return flash;
}

MemoryFlash provision(std::span<const std::uint8_t> boot, std::span<const std::uint8_t> firmware,
                      std::uint32_t version, const Settings& settings, const std::optional<link::Key>& key) {
  if (boot.size() > boot_area.size) throw std::runtime_error("the boot loader does not fit its area");
  const auto body = whole_words(firmware);
  if (body.empty() || body.size() > most_body_bytes)
    throw std::runtime_error("the firmware does not fit a slot");
  MemoryFlash flash = provision(settings, key);
  flash.program(boot_area.offset, whole_words(boot));
  flash.program(slots[0].offset + header_bytes, body);
  write_header(flash, {version, static_cast<std::uint32_t>(body.size()), 0, {}});
  return flash;
}

}  // namespace talon::firmware
