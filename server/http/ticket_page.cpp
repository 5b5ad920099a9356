// SPDX-License-Identifier: MIT
#include "server/http/ticket_page.h"

#include "display/text/text.h"

namespace talon::http {
namespace {

std::string page(std::string_view title, const std::string& body, bool refresh) {
  std::string out =
      "<!doctype html>\n<html lang=\"ru\"><head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
      "<meta name=\"robots\" content=\"noindex\">";
  if (refresh) out += "<meta http-equiv=\"refresh\" content=\"15\">";
  out +=
      "<title>" + escape_html(title) + "</title><link rel=\"stylesheet\" href=\"/t.css\"></head><body><main>";
  return out + body + "</main></body></html>\n";
}

std::string row(std::string_view name, const std::string& value) {
  return "<div><dt>" + escape_html(name) + "</dt><dd>" + escape_html(value) + "</dd></div>";
}

std::string_view headline(TicketState state) {
  switch (state) {
    case TicketState::waiting:
      return "Вы в очереди";
    case TicketState::called:
      return "Вас приглашают";
    case TicketState::serving:
      return "Идёт приём";
    case TicketState::held:
      return "Приём отложен";
    case TicketState::served:
      return "Приём окончен";
    case TicketState::no_show:
      return "Вас вызывали";
    case TicketState::cancelled:
      return "Талон погашен";
  }
  return "";
}

std::string waiting_rows(const TicketStatus& status) {
  const auto& russian = text::Catalogue::of("ru");
  std::string out = row("Перед вами", status.ahead == 0 ? "никого" : std::to_string(status.ahead));
  if (status.expected_wait_s) out += row("Ожидание", text::about_minutes(russian, *status.expected_wait_s));
  if (status.not_later) out += row("Не позже", text::not_later_text(russian, *status.not_later, Seconds{0}));
  return out;
}

std::string advice(TicketState state) {
  switch (state) {
    case TicketState::waiting:
      return "Следите за табло: страница обновляется раз в 15 секунд.";
    case TicketState::no_show:
      return "Подойдите к терминалу или к сотруднику: место в очереди можно вернуть.";
    case TicketState::held:
      return "Специалист пригласит вас снова.";
    default:
      return "";
  }
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out.push_back(c);
    }
  }
  return out;
}

std::string ticket_page(const TicketStatus& status) {
  const std::string number = status.number.text();
  std::string body = "<p class=\"state " + std::string(status.state == TicketState::called ? "now" : "") +
                     "\">" + escape_html(headline(status.state)) + "</p><h1>" + escape_html(number) +
                     "</h1><dl>";
  if (status.state == TicketState::waiting) body += waiting_rows(status);
  if (!status.room_title.empty()) {
    const std::string desk = status.desk_title.empty() ? "" : ", " + status.desk_title;
    body += row("Пройдите", status.room_title + desk);
  }
  body += "</dl>";
  if (const std::string say = advice(status.state); !say.empty()) body += "<p>" + escape_html(say) + "</p>";
  body += "<p class=\"time\">Данные на " + escape_html(text::clock_text(status.time.now)) +
          (status.time.virtual_clock ? ", учебные часы" : "") + "</p>";
  const bool over = status.state == TicketState::served || status.state == TicketState::cancelled;
  return page("Талон " + number, body, !over);
}

std::string ticket_page_unknown() {
  return page("Талон не найден",
              "<p class=\"state\">Талон не найден</p><p>Страница талона действует только в день приёма. "
              "Возьмите новый талон у терминала.</p>",
              false);
}

std::string_view ticket_page_style() {
  return "body{margin:0;background:#f3f5f8;color:#14202e;font:20px/1.4 system-ui,sans-serif}"
         "main{max-width:26rem;margin:0 auto;padding:1.5rem;text-align:center}"
         "h1{font-size:5rem;line-height:1;margin:.5rem 0 1rem;font-variant-numeric:tabular-nums}"
         ".state{font-size:1.6rem;font-weight:600;margin:1rem 0 0}"
         ".now{background:#0a5c2e;color:#fff;border-radius:.6rem;padding:.6rem}"
         "dl{background:#fff;border-radius:.8rem;margin:0;padding:.2rem 1rem}"
         "dl div{display:flex;justify-content:space-between;gap:1rem;padding:.7rem 0}"
         "dl div+div{border-top:1px solid "
         "#d5dbe3}dt{color:#48566a}dd{margin:0;font-weight:600;text-align:right}"
         "dl:empty{display:none}.time{color:#48566a;font-size:1rem}";
}

}  // namespace talon::http
