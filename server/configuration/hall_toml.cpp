// SPDX-License-Identifier: MIT
#include "server/configuration/hall_toml.h"

#include <algorithm>

#include "server/model/contact.h"

namespace talon::configuration {
namespace {

/// [A-Za-z_+-] parts between slashes, as IANA names are; whether the zone exists only the shell can know.
bool zone_shaped(std::string_view zone) {
  if (zone == "UTC") return true;
  const auto good = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '+' || c == '/';
  };
  const auto slashes = std::count(zone.begin(), zone.end(), '/');
  return slashes >= 1 && slashes <= 2 && zone.front() != '/' && zone.back() != '/' &&
         zone.find("//") == std::string_view::npos && std::all_of(zone.begin(), zone.end(), good);
}

bool url_shaped(std::string_view url) {
  const std::string_view scheme = url.starts_with("https://") ? "https://" : "http://";
  if (!url.starts_with(scheme) || url.size() == scheme.size()) return false;
  const std::string_view rest = url.substr(scheme.size());
  return rest.front() != '/' && rest.front() != ':' && rest.back() != '/' &&
         std::all_of(rest.begin(), rest.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' ||
                  c == '-' || c == '_' || c == ':' || c == '/' || c == '~' || c == '[' || c == ']';
         });
}

void read_secrets(Table& table, Reminders& reminders) {
  reminders.secret_file = table.optional_text("secret_file", note_length);
  reminders.ca_file = table.optional_text("ca_file", note_length);
  for (const auto& [name, path] :
       {std::pair{"secret_file", &reminders.secret_file}, std::pair{"ca_file", &reminders.ca_file}}) {
    if (!path->empty() && path->front() != '/')
      table.problem(name, "нужен полный путь, например \"/etc/talon/reminders\"");
  }
}

}  // namespace

void read_hall(Table& table, Draft& draft) {
  Configuration& hall = draft.hall;
  hall.id = table.name("id");
  hall.name = table.text("name", official_length);
  hall.short_name = table.text("short_name", title_length);
  hall.address = table.optional_text("address", note_length);
  hall.phone = table.optional_text("phone", 40);
  const std::string place = table.optional_text("place", 40);
  if (!place.empty()) hall.place = place;
  const auto places = {"hall", "mobile", "village"};
  if (std::find(places.begin(), places.end(), hall.place) == places.end())
    table.problem("place", "нужно одно из hall, mobile, village");
  hall.zone = table.text("zone", 60);
  if (!hall.zone.empty() && !zone_shaped(hall.zone))
    table.problem("zone", "нужно имя часового пояса вида \"Asia/Yekaterinburg\"");
  hall.day_ends = table.clock("day_ends", false).value_or(hall.day_ends);
  if (hall.day_ends >= std::chrono::hours{12}) table.problem("day_ends", "день кончается раньше полудня");
  hall.overnight = table.flag("overnight", hall.overnight);
  hall.public_url = table.optional_text("public_url", note_length);
  if (!hall.public_url.empty() && !url_shaped(hall.public_url))
    table.problem("public_url", "нужен адрес вида \"https://zal.example.ru\" без косой черты в конце");
  hall.notice = table.optional_text("notice", note_length);
  hall.last_ticket_before = std::chrono::minutes{table.minutes("last_ticket_before", 0, 8 * 60).value_or(0)};
  const std::string last_ticket = table.optional_text("last_ticket", 40);
  if (last_ticket == "if_served")
    hall.last_ticket = LastTicket::if_served;
  else if (!last_ticket.empty() && last_ticket != "always")
    table.problem("last_ticket", "нужно одно из always, if_served");
  hall.hold = std::chrono::minutes{table.minutes("hold_min", 1, 8 * 60).value_or(10)};
  hall.desk_idle = std::chrono::minutes{table.minutes("desk_idle_min", 1, 8 * 60).value_or(0)};
  hall.keep_people = std::chrono::days{table.whole("keep_people_days", 1, 366).value_or(30)};
  hall.regulation = table.text("regulation", 40);
  draft.places["hall regulation"] = table.place("regulation");
}

void read_reminders(Table& table, Reminders& reminders) {
  reminders.smtp_url = table.optional_text("smtp_url", note_length);
  reminders.from = table.optional_text("from", note_length);
  reminders.sms_url = table.optional_text("sms_url", note_length);
  reminders.before = std::chrono::hours{table.whole("before_hours", 1, 14 * 24).value_or(24)};
  const auto scheme = reminders.smtp_url.find("://");
  const bool smtp = reminders.smtp_url.starts_with("smtp://") || reminders.smtp_url.starts_with("smtps://");
  if (!reminders.smtp_url.empty() && (!smtp || !url_shaped("http" + reminders.smtp_url.substr(scheme))))
    table.problem("smtp_url", "нужен адрес вида \"smtp://127.0.0.1:25\"; имя и пароль — в secret_file");
  if (!reminders.smtp_url.empty() && !parse_email(reminders.from))
    table.problem("from", "нужен адрес отправителя вида name@example.org");
  if (!reminders.sms_url.empty() && !url_shaped(reminders.sms_url))
    table.problem("sms_url", "нужен адрес вида \"http://127.0.0.1:8081/sms\"; ключ — в secret_file");
  else if (reminders.sms_url.starts_with("http://") && !stays_here(reminders.sms_url))
    table.problem("sms_url", "вне этой машины нужен https://: сообщение — персональные данные");
  read_secrets(table, reminders);
}

}  // namespace talon::configuration
