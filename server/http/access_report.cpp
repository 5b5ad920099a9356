// SPDX-License-Identifier: MIT
// GET /accesses: the journal of attempts, as JSON and as a table.
#include "server/http/access_book.h"
#include "server/http/router.h"
#include "server/protocol/writer.h"
#include "server/queue/calendar.h"
#include "server/stats/csv.h"

namespace talon::http {
namespace {

constexpr std::chrono::days longest{400};

Refusal bad(std::string detail) {
  return {RefusalCode::bad_request, std::move(detail)};
}

struct AccessOrder {
  AccessQuestion question;
  bool as_csv = false;
  char separator = ',';
};

/// now: hall time with its offset, used where `from` and `to` are missing.
Result<AccessOrder> read_order(const Target& target, const Timestamp& now) {
  AccessOrder order;
  const std::string from = target.value("from");
  const std::string to = target.value("to");
  const std::string today = format_date(queue::local_date(now));
  const auto first = parse_date(from.empty() ? today : from);
  const auto last = parse_date(!to.empty() ? to : from.empty() ? today : from);
  if (!first || !last) return bad("from, to: нужна дата вида 2026-03-02");
  const auto length = std::chrono::sys_days(*last) - std::chrono::sys_days(*first);
  if (length < std::chrono::days{0} || length >= longest)
    return bad("to: не раньше from, не больше 400 дней");
  order.question = {*first, *last, target.value("who"), now.offset};
  const std::string form = target.value("format");
  if (!form.empty() && form != "csv" && form != "json") return bad("format: json или csv");
  order.as_csv = form == "csv";
  if (target.value("separator") == ";") order.separator = ';';
  return order;
}

}  // namespace

std::string csv(const AccessReport& report, char separator) {
  stats::Csv out(separator);
  out.header({"Когда", "Последний раз", "Раз", "Что", "Кто", "Имя", "Адрес", "О чём"});
  for (const AccessRow& row : report.rows) {
    out.cell(row.at).cell(row.last).cell(row.count).cell(row.title).cell(row.who).cell(row.who_name);
    out.cell(row.address).cell(row.about).end();
  }
  return std::move(out).text();
}

void Router::accesses(const Call& call, Answer answer) {
  Timestamp now = world_.hall.time().now;
  // The book is in real time; the hall lends it its zone.
  now.utc = world_.now();
  const auto order = read_order(call.target, now);
  if (!order.ok()) return answer(refuse(order.refusal()));
  const auto job = [this, order = *order] {
    world_.accesses.write(world_.now());
    AccessReport report = world_.accesses.read(order.question);
    for (AccessRow& row : report.rows) row.who_name = world_.access.name_of_person(row.who);
    if (order.as_csv) {
      Reply reply;
      reply.content_type = "text/csv; charset=utf-8";
      reply.body = csv(report, order.separator);
      reply.extra.emplace_back("Content-Disposition", "attachment; filename=\"talon-accesses-" +
                                                          format_date(report.from) + ".csv\"");
      return reply;
    }
    protocol::Writer out;
    out.value(report);
    return json_reply(200, std::move(out).text());
  };
  off_loop(world_.hasher, job, std::move(answer));
}

/// A refusal is noted in memory and written within a minute: who is turned away waits for no disk.
void Router::note_refusal(const Request& request, const Rule& rule, const Caller* caller, RefusalCode code) {
  AccessNote note;
  switch (code) {
    case RefusalCode::not_authenticated:
      note.kind = AccessKind::not_authenticated;
      break;
    case RefusalCode::not_permitted:
      note.kind = AccessKind::not_permitted;
      break;
    case RefusalCode::wrong_origin:
      note.kind = AccessKind::wrong_origin;
      break;
    case RefusalCode::too_many_attempts:
      note.kind = AccessKind::too_many_attempts;
      break;
    default:
      return;  // a malformed request is no attempt at anything
  }
  if (caller != nullptr) note.who = caller->actor.name;
  note.address = request.peer;
  note.about = std::string(rule.method) + ' ' + std::string(rule.path);
  world_.accesses.note(note, world_.now());
}

/// On a worker. What was done is done: a book that cannot be written must not say otherwise.
void Router::write_access(const AccessNote& note) {
  world_.accesses.note(note, world_.now());
  try {
    world_.accesses.write(world_.now());
  } catch (const std::exception& failure) {
    world_.log(failure.what());
  }
}

}  // namespace talon::http
