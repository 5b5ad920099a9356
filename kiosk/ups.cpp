// SPDX-License-Identifier: MIT
#include "kiosk/ups.h"

#include <algorithm>
#include <cctype>
#include <sstream>

namespace talon::kiosk {

Power power_of(std::string_view status) {
  std::istringstream words{std::string(status)};
  bool mains = false, battery = false, low = false, ordered = false;
  for (std::string word; words >> word;) {
    mains |= word == "OL";
    battery |= word == "OB";
    low |= word == "LB";
    ordered |= word == "FSD";
  }
  if (ordered || (battery && low)) return Power::ending;
  if (battery) return Power::battery;
  return mains ? Power::mains : Power::unheard;
}

Component component_of(Power power) {
  switch (power) {
    case Power::mains:
      return {"ups", Health::ok, ""};
    case Power::battery:
      return {"ups", Health::warning, "работает от батареи"};
    case Power::ending:
      return {"ups", Health::failed, "батарея кончается, терминал завершает работу"};
    case Power::unheard:
      break;
  }
  return {"ups", Health::warning, "источник питания не отвечает"};
}

std::optional<UpsAddress> ups_address(const std::string& text) {
  UpsAddress address;
  const std::size_t at = text.find('@');
  address.ups = text.substr(0, at);
  if (at != std::string::npos) {
    address.host = text.substr(at + 1);
    const std::size_t colon = address.host.rfind(':');
    if (colon != std::string::npos) {
      address.port = address.host.substr(colon + 1);
      address.host.resize(colon);
    }
  }
  const bool number = !address.port.empty() && address.port.size() <= 5 &&
                      std::all_of(address.port.begin(), address.port.end(),
                                  [](unsigned char each) { return std::isdigit(each) != 0; });
  // A blank or a line's end would be another word of the protocol.
  const bool word = !address.ups.empty() &&
                    std::none_of(address.ups.begin(), address.ups.end(),
                                 [](unsigned char each) { return std::isspace(each) != 0 || each == '"'; });
  if (!number || !word || address.host.empty()) return std::nullopt;
  return address;
}

std::optional<Power> power_in(std::string_view line, const std::string& ups) {
  const std::string head = "VAR " + ups + " ups.status \"";
  if (!line.starts_with(head)) return std::nullopt;
  const std::string_view status = line.substr(head.size());
  const std::size_t end = status.find('"');
  if (end == std::string_view::npos) return std::nullopt;
  return power_of(status.substr(0, end));
}

}  // namespace talon::kiosk
