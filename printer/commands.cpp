// SPDX-License-Identifier: MIT
#include "printer/commands.h"

#include <chrono>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>

#include "printer/device.h"
#include "printer/emulator/emulator.h"
#include "printer/escpos/profiles.h"
#include "printer/slip/slip.h"
#include "printer/worker.h"
#include "server/protocol/json.h"

namespace talon::printer {
namespace {

using Steady = std::chrono::steady_clock;

std::string read_file(const std::string& path) {
  std::ostringstream text;
  if (path == "-") {
    text << std::cin.rdbuf();
    return std::move(text).str();
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("файл не читается: " + path);
  text << file.rdbuf();
  return std::move(text).str();
}

std::string_view words(const std::string& reason) {
  if (reason.empty()) return "готов";
  if (reason == "media-empty") return "нет бумаги";
  if (reason == "media-low") return "бумага заканчивается";
  if (reason == "cover-open") return "открыта крышка";
  if (reason == "media-jam") return "застрял нож или бумага";
  if (reason == "offline") return "не отвечает или отключён";
  return "неисправен";
}

void tell(const PrinterStatus& status) {
  std::cout << "модель: " << (status.model.empty() ? "неизвестна" : status.model) << "\n"
            << "состояние: " << words(status.reason)
            << (status.reason.empty() ? "" : " (" + status.reason + ")") << "\n"
            << "подтверждает печать: " << (status.can_confirm ? "да" : "нет") << "\n";
}

}  // namespace

int list_printers() {
  const auto found = list_usb_devices();
  for (const DeviceIdentity& who : found)
    std::cout << who.address << "\t" << who.model << "\t"
              << escpos::profile_for(who.usb_vendor, who.device_id).name << "\n";
  if (found.empty()) std::cout << "принтеров на USB нет\n";
  return 0;
}

int show_profiles() {
  for (const escpos::Profile& profile : escpos::profiles())
    std::cout << profile.name << "\t" << profile.width_dots << "\t" << profile.title << "\n\t"
              << profile.paper_mm << " мм, " << profile.dpi << " dpi, подтверждает печать "
              << escpos::confirm_text(profile.confirm) << "\n\tисточник: " << profile.source << "\n";
  return 0;
}

int show_status(const std::string& device, const std::string& profile) {
  PrinterWorker printer(device, profile);
  const auto patience = Steady::now() + std::chrono::seconds(5);
  while (printer.status().health == Health::silent && Steady::now() < patience) {
    printer.wait(Millis{100});
    while (printer.poll()) {
    }
  }
  const PrinterStatus status = printer.status();
  tell(status);
  return status.health == Health::ok || status.health == Health::warning ? 0 : 1;
}

int print_slip(const std::string& device, const std::string& profile, const SlipContent& slip) {
  PrinterWorker printer(device, profile);
  printer.print("slip", slip);
  const auto patience = Steady::now() + std::chrono::seconds(60);
  while (Steady::now() < patience) {
    printer.wait(Millis{100});
    const auto event = printer.poll();
    const auto* done = event ? std::get_if<SlipDone>(&*event) : nullptr;
    if (done == nullptr) continue;
    if (done->outcome == SlipOutcome::printed) {
      std::cout << "напечатан\n";
      return 0;
    }
    if (done->outcome == SlipOutcome::unknown && done->reason.empty() && !printer.status().can_confirm) {
      std::cout << "отправлен, принтер печать не подтверждает\n";
      return 0;
    }
    std::cout << (done->outcome == SlipOutcome::failed ? "не напечатан: " : "неизвестно, напечатан ли: ")
              << words(done->reason.empty() ? "other" : done->reason) << " (" << done->reason << ")\n";
    return 1;
  }
  std::cout << "неизвестно, напечатан ли: нет ответа\n";
  return 1;
}

int render_bytes(const std::string& from, const std::string& to, int width_dots, bool star) {
  const std::string content = read_file(from);
  emulator::Model model;
  model.width_dots = width_dots;
  if (star) model.dialect = escpos::Dialect::star;
  emulator::Emulator printer(model);
  printer.receive({reinterpret_cast<const std::uint8_t*>(content.data()), content.size()});
  auto slips = printer.take_slips();
  if (printer.strip().rows() > 0) slips.push_back(printer.strip().picture());
  int height = 0;
  for (const auto& slip : slips) height += slip.height() + 2;
  canvas::Canvas page(width_dots, std::max(1, height - 2));
  page.fill(canvas::rgb(0x808080));
  int y = 0;
  for (const auto& slip : slips) {
    page.draw(slip, 0, y);
    y += slip.height() + 2;
  }
  page.write_png(to);
  for (const std::string& unknown : printer.unknown())
    std::cerr << "неизвестная команда: " << unknown << "\n";
  return printer.unknown().empty() ? 0 : 1;
}

int render_slip(const SlipContent& slip, const std::string& to, int width_dots) {
  slip::render(slip, {width_dots, 8}).write_png(to);
  return 0;
}

SlipContent read_slip(const std::string& path) {
  const std::string json = read_file(path);
  auto slip = protocol::decode<SlipContent>(json);
  if (slip) return *slip;
  auto reply = protocol::decode<TicketReply>(json);
  if (reply) return reply->slip;
  throw std::runtime_error(path + ": это не содержимое талона: " + slip.refusal().detail);
}

}  // namespace talon::printer
